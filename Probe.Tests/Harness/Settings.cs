using Dixa.Simulator;
using Dixa.Simulator.Faults;

namespace Dixa.Probe.Harness;

/// <summary>The settings that every meaning of every fact is in at least one of.</summary>
internal static class Settings
{
    public static IReadOnlyList<Setting> All { get; } =
    [
        new("as-assumed", "The simulator's defaults.", options => options),
        new("eastern", "Bounds the other way round, days of the zone two hours east, rows from the latest to the earliest, compression, errors as text and pages, another unit for each duration, notes and ratings that don't count as updates, and short-lived keys.", options => options with
        {
            Bounds = new Bounds(LowerInclusive: false, UpperInclusive: true),
            Gzip = true,
            MaxPageLimit = 10_000,
            RowsPerPage = 500,
            Unknowns = new Unknowns
            {
                MidnightHours = -2,
                ConversationOrder = RowOrder.Descending,
                MessageOrder = RowOrder.Descending,
                ActivityOrder = RowOrder.Descending,
                LongWindowStatus = 400,
                LagSeconds = 60,
                MostCsids = 100,
                CsidsWithTimes = CsidsWithTimes.TimesIgnored,
                MessageUpdates = MessageUpdates.OfConversations,
                DurationsInSeconds = true,
                CallsInMilliseconds = true,
                Unmarked = [ConversationEvent.Note, ConversationEvent.Rating],
                ExportErrors = ErrorForm.Text,
                ApiErrors = ErrorForm.Html,
                RateHeaders = true,
                PageKeySeconds = 300,
                AnalyticsKeysOnTop = true,
                ActivityBounds = new Bounds(LowerInclusive: true, UpperInclusive: true),
                ApiToken = TokenForm.Raw,
            },
        }),
        new("western", "Exclusive bounds, days of the zone five hours west without the first one, rows in other orders, long windows answered, changes that show after more than an hour, messages and erasures that don't count as updates, notes and ratings that the export hides, keys that work once, and a token after Bearer.", options => options with
        {
            Bounds = new Bounds(LowerInclusive: false, UpperInclusive: false),
            MaxPageLimit = 1_000_000,
            MaxActivityLogPageLimit = 1_000_000,
            Unknowns = new Unknowns
            {
                MidnightHours = 5,
                AfterSkipsDay = true,
                ConversationOrder = RowOrder.Ascending,
                MessageOrder = RowOrder.Scattered,
                ActivityOrder = RowOrder.Ascending,
                LongWindowStatus = null,
                LagSeconds = 4_000,
                CsidsWithTimes = CsidsWithTimes.Refused,
                MessageUpdates = MessageUpdates.Ignored,
                Unmarked = [ConversationEvent.Message, ConversationEvent.Erasure],
                ExportErrors = ErrorForm.Empty,
                ApiErrors = ErrorForm.Empty,
                PageKeysOnce = true,
                ActivityBounds = new Bounds(LowerInclusive: false, UpperInclusive: true),
                ApiToken = TokenForm.Bearer,
                HidesNotes = true,
                HidesRatings = true,
            },
        })
        {
            Faults = [new StatusFault(429) { Path = "/v1/tags" }],
        },
        new("surprising", "Inclusive bounds, the last day taken in, small pages only, and answers that nobody expects: fields, types, times and words that no schema has, lists that go on, resources that are refused, a rate limit.", options => options with
        {
            Bounds = new Bounds(LowerInclusive: true, UpperInclusive: true),
            MaxPageLimit = 50,
            MaxActivityLogPageLimit = 5_000,
            Unknowns = new Unknowns
            {
                BeforeTakesDay = true,
                LongWindowStatus = 500,
                ActivityBounds = new Bounds(LowerInclusive: false, UpperInclusive: false),
            },
        })
        {
            Faults =
            [
                new ReplaceBodyFault("""{"data":[{"id":"1","name":"Renamed","brandNew":true}]}""") { Path = "/v1/queues", WholePath = true },
                new ReplaceBodyFault("""{"data":[{"id":7}],"meta":{"next":"/v1/teams?pageKey=2"}}""") { Path = "/v1/teams", WholePath = true },
                new MemberFault("data.createdAt", "\"2026-06-18T12:00\"") { Path = "/v1/webhooks", WholePath = true },
                new MemberFault("meta.next", "\"https://elsewhere.example/v1/templates?pageKey=2\"") { Path = "/v1/templates" },
                new StatusFault(403) { Path = "/v1/contact-endpoints" },
                new StatusFault(429) { Path = "/v1/tags", Headers = new Dictionary<string, string> { ["Retry-After"] = "2" } },
                new StatusFault(400) { Path = $"/v1/endusers/{Guid.Empty}" },
                new MemberFault("last_message_created_at", "1") { Path = "/v1/conversation_export" },
                new MemberFault("status", "\"OPEN\"") { Path = "/v1/conversation_export" },
            ],
        },
    ];

    public static Setting Find(string name) => All.Single(setting => setting.Name == name);
}
