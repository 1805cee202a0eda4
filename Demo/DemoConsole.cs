using Spectre.Console;

namespace Dixa.Demo;

/// <summary>The console as the demo uses it: plain text of 80 columns where the output is no terminal, and colours only where they are wanted.</summary>
public static class DemoConsole
{
    private const int PlainWidth = 80;

    public static IAnsiConsole Create()
    {
        var isPlain = Console.IsOutputRedirected;
        var wantsColors = !isPlain && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = isPlain ? AnsiSupport.No : AnsiSupport.Detect,
            ColorSystem = wantsColors ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,

            // The default ones turn escape codes on for the logs of some CI systems.
            Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },
        });
        if (isPlain)
        {
            console.Profile.Width = PlainWidth;
        }

        return console;
    }
}
