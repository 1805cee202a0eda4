using System.Collections;
using Dixa.Simulator.Data;
using Dixa.Simulator.Data.Activities;
using Dixa.Simulator.Generation;

namespace Dixa.Simulator.DixaApi.Activities;

/// <summary>Entries of the activity log, each made ready to be shown when it is its turn.</summary>
public sealed class ActivityRows(IReadOnlyList<Activity> activities, ActivityGenerator generator, Workspace workspace) : IReadOnlyList<ActivityRow>
{
    public int Count => activities.Count;

    public ActivityRow this[int index]
    {
        get
        {
            var random = generator.SourceOf(activities[index]);
            return new ActivityRow(random.NextId(), activities[index], workspace, random);
        }
    }

    public IEnumerator<ActivityRow> GetEnumerator() => Enumerable.Range(0, Count).Select(index => this[index]).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
