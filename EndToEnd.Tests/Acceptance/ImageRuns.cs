namespace Dixa.Connector.Acceptance;

/// <summary>The runs of the image.</summary>
public sealed class ImageRuns() : AcceptanceRuns(new ImagePlatform());
