using System.Text.Json;
using Dixa.Simulator.Data;
using Dixa.Simulator.Http;

namespace Dixa.Simulator.DixaApi;

public static class OrganizationDetailsWriter
{
    public static void Write(Utf8JsonWriter json, OrganizationDetails details)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, details.Id);
        json.WriteString("name"u8, details.Name);
        json.WriteString("subdomain"u8, details.Subdomain);
        json.WriteString("status"u8, details.IsActive ? "Active"u8 : "Suspended"u8);
        new FieldWriter(json, omitsNull: true).Write("avatarUrl"u8, details.AvatarUrl);
        json.WriteEndObject();
    }
}
