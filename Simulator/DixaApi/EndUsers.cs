using System.Collections;
using System.Text.Json;
using Dixa.Simulator.Data;
using Dixa.Simulator.Http;

namespace Dixa.Simulator.DixaApi;

/// <summary>An end user with the attributes that its values are of.</summary>
public sealed record EndUserRow(EndUser User, Table<CustomAttribute> Attributes);

/// <summary>End users, each put together with the attributes when it is its turn: there may be a million, of which a page shows a hundred.</summary>
public sealed class EndUserRows(IReadOnlyList<EndUser> users, Table<CustomAttribute> attributes) : IReadOnlyList<EndUserRow>
{
    public int Count => users.Count;

    public EndUserRow this[int index] => new(users[index], attributes);

    /// <summary>Those that a request asks for.</summary>
    public static EndUserRows Select(ApiCall call) => new(PersonFilter.EndUsers(call), call.Organization.Workspace.ContactAttributes);

    public IEnumerator<EndUserRow> GetEnumerator() => users.Select(user => new EndUserRow(user, attributes)).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

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
