using Dixa.Simulator.Data.Hours;

namespace Dixa.Simulator.DixaApi.Hours;

public static class ScheduleSelection
{
    /// <summary>The schedule that a path names.</summary>
    public static Schedule? One(ApiCall call) => call.Organization.Workspace.Schedules.Find(PathParameter.Id(call, "scheduleId"));
}
