namespace Refit;

/// <summary>The settings that a request was sent with. Only the defaults are here, so there is nothing to set.</summary>
public class RefitSettings;
