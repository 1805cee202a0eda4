using System.Text.Json;
using Dixa.Simulator.Data;
using Dixa.Simulator.Http;

namespace Dixa.Simulator.DixaApi;

public static class EndUserWriter
{
    /// <summary>Writes an end user as the list shows it, which is mostly without custom attributes.</summary>
    public static void Write(Utf8JsonWriter json, EndUserRow row) => Write(json, row, row.User.IsListedWhole);

    /// <summary>Writes an end user asked for alone.</summary>
    public static void WriteDetails(Utf8JsonWriter json, EndUserRow row) => Write(json, row, withCustomFields: true);

    private static void Write(Utf8JsonWriter json, EndUserRow row, bool withCustomFields)
    {
        json.WriteStartObject();
        WriteFields(json, row.User);
        if (withCustomFields && row.User.CustomFields is { } values)
        {
            CustomAttributeValueWriter.Write(json, values, row.Attributes);
        }

        json.WriteEndObject();
    }

    private static void WriteFields(Utf8JsonWriter json, EndUser user)
    {
        var optional = new FieldWriter(json, omitsNull: true);
        json.WriteString("id"u8, user.Id);
        json.WriteString("createdAt"u8, ApiTime.Format(user.CreatedAt));
        optional.Write("displayName"u8, user.DisplayName);
        optional.Write("email"u8, user.Email);
        optional.Write("phoneNumber"u8, user.PhoneNumber);
        optional.Write("additionalEmails"u8, user.AdditionalEmails);
        optional.Write("additionalPhoneNumbers"u8, user.AdditionalPhoneNumbers);
        optional.Write("firstName"u8, user.FirstName);
        optional.Write("lastName"u8, user.LastName);
        optional.Write("middleNames"u8, user.MiddleNames);
        optional.Write("avatarUrl"u8, user.AvatarUrl);
        optional.Write("externalId"u8, user.ExternalId);
    }
}
