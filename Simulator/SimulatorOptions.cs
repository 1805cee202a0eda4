using Dixa.Simulator.Access;

namespace Dixa.Simulator;

/// <summary>What the simulator serves and where; fixed once it runs.</summary>
public sealed record SimulatorOptions
{
    public string Host { get; init; } = "127.0.0.1";

    /// <summary>0 for a free one.</summary>
    public int Port { get; init; }

    public int Seed { get; init; } = 1;

    /// <summary>Length of the generated history.</summary>
    public int Months { get; init; } = 6;

    public int Conversations { get; init; } = 3_000;

    /// <summary>At least one where there are conversations.</summary>
    public int EndUsers { get; init; } = 800;

    /// <summary>The end of the generated history; null for the moment of the start.</summary>
    public DateTimeOffset? Now { get; init; }

    /// <summary>The directory of a recording to be played back; null for a generated organisation.</summary>
    public string? Recording { get; init; }

    public string Token { get; init; } = "dixa-simulator-token";

    /// <summary>A token made for the retired Integrations API: both APIs refuse it.</summary>
    public string OtherVersionToken { get; init; } = "dixa-simulator-integrations-token";

    public RateLimits Limits { get; init; } = new();

    public Bounds Bounds { get; init; } = new();

    public int DefaultPageLimit { get; init; } = 20;

    public int MaxPageLimit { get; init; } = 100;

    /// <summary>The most rows that a page really has, however many were asked for; null for as many as were.</summary>
    public int? RowsPerPage { get; init; }

    /// <summary>That of the activity log, which clients read in pages of this many entries.</summary>
    public int MaxActivityLogPageLimit { get; init; } = 10_000;

    /// <summary>Whether answers are compressed for a client that asks for it; nothing is published about Dixa's own.</summary>
    public bool Gzip { get; init; }

    /// <summary>What nobody has published, and what it is taken to be.</summary>
    public Unknowns Unknowns { get; init; } = new();

    /// <summary>Whether every character outside ASCII is written as \uXXXX, which is as legal as the character itself.</summary>
    public bool EscapeUnicode { get; init; }
}
