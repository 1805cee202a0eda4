using Dixa.Warehouse.Configuration;

namespace Dixa.Warehouse.Commands;

/// <summary>Prints the specification.</summary>
public static class SpecCommand
{
    public static int Run(CommandContext context)
    {
        context.Writer.Specification(Specification.ReadAll());
        return 0;
    }
}
