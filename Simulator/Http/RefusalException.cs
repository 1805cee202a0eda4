namespace Dixa.Simulator.Http;

/// <summary>Ends a request with this status and message.</summary>
public sealed class RefusalException(int status, string message) : Exception(message)
{
    public int Status => status;

    public static RefusalException BadParameter(string name) =>
        new(StatusCodes.Status400BadRequest, $"Invalid value for: query parameter {name}");

    public static RefusalException BadPathParameter(string name) =>
        new(StatusCodes.Status400BadRequest, $"Invalid value for: path parameter {name}");

    public static RefusalException NotFound() => new(StatusCodes.Status404NotFound, "The requested resource could not be found");
}
