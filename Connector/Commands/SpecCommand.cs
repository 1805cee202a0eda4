using Dixa.Connector.Configuration;
using Dixa.Connector.Output;

namespace Dixa.Connector.Commands;

/// <summary>Prints the specification.</summary>
public static class SpecCommand
{
    public static int Run(CommandContext context)
    {
        context.Writer.Post(Message.Spec(Specification.Bytes));
        return 0;
    }
}
