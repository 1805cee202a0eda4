using System.Collections.Immutable;
using Dixa.Simulator.Exports;

namespace Dixa.Simulator.Faults;

/// <summary>The faults to come; of those that match a request the first one that is due strikes.</summary>
public sealed class FaultPlan
{
    private readonly Lock _gate = new();
    private ImmutableList<PlannedFault> _planned = [];

    /// <summary>The faults that haven't struck for the last time, in the order they were added.</summary>
    public IReadOnlyList<PlannedFault> Planned
    {
        get
        {
            lock (_gate)
            {
                return _planned;
            }
        }
    }

    public void Add(Fault fault)
    {
        lock (_gate)
        {
            _planned = _planned.Add(new PlannedFault(fault, fault.Skip, fault.Times));
        }
    }

    public void Clear()
    {
        lock (_gate)
        {
            _planned = [];
        }
    }

    public Task StrikeAsync(HttpContext context, RequestDelegate next, TimeProvider time) =>
        Take(context.Request.Path, ExportQuery.SpanOf(context.Request.Query)) is { } fault
            ? fault.StrikeAsync(context, next, time)
            : next(context);

    private Fault? Take(PathString path, long? spanMs)
    {
        lock (_gate)
        {
            foreach (var planned in _planned.Where(planned => planned.Fault.Matches(path, spanMs)))
            {
                if (planned.SkipsLeft > 0)
                {
                    _planned = _planned.Replace(planned, planned.Skipped());
                    continue;
                }

                var struck = planned.Struck();
                _planned = struck.IsSpent ? _planned.Remove(planned) : _planned.Replace(planned, struck);
                return planned.Fault;
            }

            return null;
        }
    }
}

/// <summary>A fault with what is left of it.</summary>
public sealed record PlannedFault(Fault Fault, int SkipsLeft, int TimesLeft)
{
    public bool IsSpent => TimesLeft == 0;

    public PlannedFault Skipped() => this with { SkipsLeft = SkipsLeft - 1 };

    public PlannedFault Struck() => TimesLeft < 0 ? this : this with { TimesLeft = TimesLeft - 1 };
}
