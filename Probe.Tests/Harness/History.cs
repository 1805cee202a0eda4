using Dixa.Simulator;

namespace Dixa.Probe.Harness;

/// <summary>What happened lately in every simulated account, so that there is something to see of each kind.</summary>
internal static class History
{
    public static void Write(Organization organization)
    {
        var now = Account.Now;
        var quiet = organization.Conversations
            .Where(conversation => conversation.AnonymizedAtMs is null && Age(conversation.UpdatedAtMs) is > 1.5 and < 3.5)
            .OrderByDescending(conversation => conversation.Id)
            .Take(9)
            .Select(conversation => conversation.Id)
            .ToList();
        foreach (var (place, id) in quiet.Index())
        {
            var at = now.AddHours(-2 - place);
            switch (place % 3)
            {
                case 0:
                    organization.AddNote(id, at);
                    break;
                case 1:
                    organization.AddRatings(id, at);
                    break;
                default:
                    organization.AnonymizeConversation(id, at);
                    break;
            }
        }

        // The latest changes, which an account that lags behind does not show at once.
        organization.AddConversation(now.AddMinutes(-70), now.AddSeconds(-3_700));
        organization.AddConversation(now.AddMinutes(-50), now.AddSeconds(-30));

        static double Age(long ms) => (Account.Now - DateTimeOffset.FromUnixTimeMilliseconds(ms)).TotalDays;
    }
}
