namespace Dixa.Probe.Harness;

/// <summary>The settings that every meaning of every fact is in at least one of.</summary>
internal static class Settings
{
    public static IReadOnlyList<Setting> All { get; } =
    [
        new("as-assumed", "the simulator's defaults", options => options),
    ];

    public static Setting Find(string name) => All.Single(setting => setting.Name == name);
}
