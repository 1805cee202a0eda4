using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Dixa.Simulator.Recording.Replacement;

/// <summary>Writes JSON again token by token, with everything replaced that the table doesn't allow. Holds one token at a time.</summary>
public sealed class JsonReplacement(Replacements replacements, int nesting = 0)
{
    private readonly Stack<(string? Member, Zone Zone, bool IsArray)> _outer = new();
    private string? _member;
    private Zone _zone;
    private bool _isArray;

    /// <summary>What names and values are inside of.</summary>
    private enum Zone
    {
        /// <summary>An object whose members Dixa names.</summary>
        Dixa,

        /// <summary>An object whose members customers name.</summary>
        Map,

        /// <summary>Something in such an object: Dixa may name members, and no value is Dixa's.</summary>
        InMap,
    }

    private string? Allowing => _zone == Zone.Dixa ? _member : null;

    /// <summary>Writes the token that the reader stands at.</summary>
    public void Write(ref Utf8JsonReader reader, Utf8JsonWriter json)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.PropertyName:
                _member = JsonText.Decode(ref reader);
                json.WritePropertyName(_zone == Zone.Map ? replacements.Free(_member) : replacements.Name(_member));
                break;
            case JsonTokenType.StartObject:
                Enter(isArray: false);
                json.WriteStartObject();
                break;
            case JsonTokenType.StartArray:
                Enter(isArray: true);
                json.WriteStartArray();
                break;
            case JsonTokenType.EndObject:
                (_member, _zone, _isArray) = _outer.Pop();
                json.WriteEndObject();
                break;
            case JsonTokenType.EndArray:
                (_member, _zone, _isArray) = _outer.Pop();
                json.WriteEndArray();
                break;
            case JsonTokenType.String:
                json.WriteStringValue(replacements.Text(Allowing, JsonText.Decode(ref reader), nesting));
                break;
            case JsonTokenType.Number:
                json.WriteRawValue(replacements.Number(Allowing, Encoding.ASCII.GetString(reader.HasValueSequence ? reader.ValueSequence.ToArray() : reader.ValueSpan)), skipInputValidation: true);
                break;
            case JsonTokenType.True or JsonTokenType.False:
                json.WriteBooleanValue(reader.TokenType == JsonTokenType.True);
                break;
            case JsonTokenType.Null:
                json.WriteNullValue();
                break;
            default:
                throw new JsonException($"A {reader.TokenType} is no JSON.");
        }
    }

    private void Enter(bool isArray)
    {
        _outer.Push((_member, _zone, _isArray));
        _zone = _zone != Zone.Dixa ? Zone.InMap
            : !isArray && !_isArray && _member is not null && AllowedMembers.IsMap(_member) ? Zone.Map
            : Zone.Dixa;
        _isArray = isArray;
    }
}
