using Dixa.Connector.Output;
using Dixa.Connector.Protocol;

namespace Dixa.Connector.Commands;

/// <summary>Prints the last state of each stream in files of states or messages, as one array. Without a platform this is the input of the next read.</summary>
/// <remarks>Later files and lines replace earlier ones, so the state of a stream without a newer one is kept.</remarks>
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
