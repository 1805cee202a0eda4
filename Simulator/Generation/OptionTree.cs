using Dixa.Simulator.Data;

namespace Dixa.Simulator.Generation;

/// <summary>Grows the tree of a select attribute's entries out of the paths through it.</summary>
public static class OptionTree
{
    public static IReadOnlyList<SelectOption> Of(CustomAttribute attribute)
    {
        var order = 0;
        return Grow(attribute.Options, depth: 0);

        IReadOnlyList<SelectOption> Grow(IEnumerable<IReadOnlyList<string>> paths, int depth) =>
        [
            .. paths.Where(path => path.Count > depth).GroupBy(path => path[depth], StringComparer.Ordinal).Select(branch =>
            {
                var place = ++order;
                var id = RandomSource.Aside(0, attribute.Id, place).NextId();
                return new SelectOption(id, branch.Key, place, Grow(branch, depth + 1));
            }),
        ];
    }
}
