namespace Dixa.Probe.Asking;

/// <summary>What is wrong with a request that is made for the sake of its error.</summary>
public static class Mistake
{
    public const string WrongToken = "a wrong token";
    public const string UnknownPath = "an unknown path";
    public const string UnknownId = "an unknown id";
    public const string BadParameter = "a parameter that makes no sense";
}
