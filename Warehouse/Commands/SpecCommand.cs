namespace Dixa.Warehouse.Commands;

/// <summary>Prints the specification.</summary>
public static class SpecCommand
{
    public static int Run(CommandContext context)
    {
        using var resource = typeof(SpecCommand).Assembly.GetManifestResourceStream("spec.json")!;
        using var bytes = new MemoryStream();
        resource.CopyTo(bytes);
        context.Writer.Specification(bytes.ToArray());
        return 0;
    }
}
