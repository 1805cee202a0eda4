using Spectre.Console;

namespace Dixa.Demo;

/// <summary>Tells what goes on, in paragraphs that fit the console.</summary>
public sealed class Narrator(IAnsiConsole console)
{
    public int Width => console.Profile.Width;

    public void Title(string text) => console.Write(new Rule($"[bold]{Markup.Escape(text)}[/]") { Justification = Justify.Left });

    public void Say(string text) => console.Write(new Text(text + "\n\n"));

    /// <summary>Announces a command, as one would type it.</summary>
    public void Announce(string commandLine) => console.Write(new Text($"{commandLine}\n", new Style(Color.Aqua, decoration: Decoration.Bold)));

    /// <summary>What came of the command, and where it is.</summary>
    public void Conclude(CommandRun command, string text) => Conclude(command.Elapsed, command.File, text);

    /// <param name="elapsed">Real time.</param>
    /// <param name="file">What the command wrote went there.</param>
    public void Conclude(TimeSpan elapsed, string file, string text)
    {
        var trailer = $"[dim]({Figure.Seconds(elapsed)} s, {file})[/]";
        console.Write(new Padder(new Markup($"{Markup.Escape(text)} {trailer}"), new Padding(2, 0, 0, 1)));
    }

    public void Praise(string text) => console.Write(new Text(text + "\n\n", new Style(Color.Green)));

    public void Complain(IEnumerable<string> problems)
    {
        foreach (var problem in problems)
        {
            console.Write(new Text($"✗ {problem}\n", new Style(Color.Red)));
        }

        console.WriteLine();
    }

    public void Show(Spectre.Console.Rendering.IRenderable picture)
    {
        console.Write(picture);
        console.WriteLine();
    }

    /// <summary>Lines to be copied, which are not to be broken.</summary>
    public void ShowLines(string lines) => console.Profile.Out.Writer.WriteLine(lines);
}
