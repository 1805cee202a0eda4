using Dixa.Connector.Output;
using Dixa.Connector.Protocol;

namespace Dixa.Connector.Commands;

/// <summary>Prints the last state of each stream in files of states or messages, as one array: the file that the next read wants, for people without a platform.</summary>
/// <remarks>Later files and lines outdo earlier ones, so the state of a stream that has no newer one stays as it was.</remarks>
public static class StateCommand
{
    public static int Run(CommandContext context)
    {
        var state = InputState.Load(context.Options.Files, "FILE");
        foreach (var warning in state.Warnings)
        {
            context.Log.Warning("{Warning:l}", warning);
        }

        context.Writer.Post(Message.States(state.States));
        return 0;
    }
}
