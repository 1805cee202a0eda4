using System.Text.RegularExpressions;
using Dixa.Connector.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Dixa.Connector.Documents;

/// <summary>Finds the sentences that a program can say, in its sources.</summary>
public static partial class SourceTexts
{
    private static readonly HashSet<string> Levels = ["Verbose", "Debug", "Information", "Warning", "Error", "Fatal", "Write"];

    /// <summary>The log lines, and all texts of at least three words, in the C# files of a folder at the root.</summary>
    public static IReadOnlyList<SourceText> Of(string folder)
    {
        var files = Directory.EnumerateFiles(Repository.PathOf(folder), "*.cs", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Repository.Root, path).Replace('\\', '/'))
            .Where(path => path.Split('/')[1] is not ("bin" or "obj"))
            .Order(StringComparer.Ordinal);
        var trees = files.Select(path => CSharpSyntaxTree.ParseText(File.ReadAllText(Repository.PathOf(path)), path: path)).ToList();
        var makers = trees.SelectMany(MakersOfExceptions).ToHashSet();
        return [.. trees.SelectMany(tree => Of(tree, makers)).Where(text => text.IsLog ? Words().IsMatch(text.Text) : text.Text.Contains(' ', StringComparison.Ordinal) && Words().Count(text.Text) >= 3)];
    }

    /// <summary>The texts of one file, for tests of this class.</summary>
    public static IReadOnlyList<SourceText> OfCode(string code)
    {
        var tree = CSharpSyntaxTree.ParseText(code);
        return [.. Of(tree, MakersOfExceptions(tree).ToHashSet())];
    }

    private static IEnumerable<SourceText> Of(SyntaxTree tree, HashSet<string> makers) =>
        from node in tree.GetRoot().DescendantNodes().OfType<ExpressionSyntax>()
        where IsText(node) && !(node.Parent is BinaryExpressionSyntax outer && IsText(outer)) && node.FirstAncestorOrSelf<AttributeSyntax>() is null
        let isLog = IsTemplate(node)
        let text = Fold(node)
        // What spans lines is the help.
        where !text.Contains('\n', StringComparison.Ordinal)
        select new SourceText(
            tree.FilePath,
            node.GetLocation().GetLineSpan().StartLinePosition.Line + 1,
            Holes().Replace(isLog ? Properties().Replace(text, "…") : text, "…").Trim(),
            isLog,
            node.Ancestors().Any(ancestor => MakesException(ancestor, makers)));

    private static bool IsText(ExpressionSyntax node) => node switch
    {
        LiteralExpressionSyntax literal => literal.IsKind(SyntaxKind.StringLiteralExpression),
        InterpolatedStringExpressionSyntax => true,
        BinaryExpressionSyntax sum => sum.IsKind(SyntaxKind.AddExpression) && (IsText(sum.Left) || IsText(sum.Right)),
        _ => false,
    };

    private static string Fold(ExpressionSyntax node) => node switch
    {
        LiteralExpressionSyntax literal when IsText(literal) => literal.Token.ValueText,
        InterpolatedStringExpressionSyntax text => string.Concat(text.Contents.Select(part => part is InterpolatedStringTextSyntax plain ? plain.TextToken.ValueText : "…")),
        BinaryExpressionSyntax sum when IsText(sum) => Fold(sum.Left) + Fold(sum.Right),
        _ => "…",
    };

    private static bool IsTemplate(ExpressionSyntax node) =>
        node.Parent is ArgumentSyntax { Parent: ArgumentListSyntax { Parent: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax called } } list } argument
        && Levels.Contains(called.Name.Identifier.Text)
        && Log().IsMatch(called.Expression.ToString())
        && list.Arguments.First(each => IsText(each.Expression)) == argument;

    private static bool MakesException(SyntaxNode node, HashSet<string> makers) => node switch
    {
        ObjectCreationExpressionSyntax made => made.Type.ToString().EndsWith("Exception", StringComparison.Ordinal),
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax called } => makers.Contains(called.Name.Identifier.Text) && !Log().IsMatch(called.Expression.ToString()),
        InvocationExpressionSyntax { Expression: IdentifierNameSyntax called } => makers.Contains(called.Identifier.Text),
        MethodDeclarationSyntax method => IsException(method.ReturnType),
        LocalFunctionStatementSyntax method => IsException(method.ReturnType),
        PrimaryConstructorBaseTypeSyntax constructed => constructed.Type.ToString().EndsWith("Exception", StringComparison.Ordinal),
        _ => false,
    };

    private static IEnumerable<string> MakersOfExceptions(SyntaxTree tree) =>
        tree.GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>().Where(method => IsException(method.ReturnType)).Select(method => method.Identifier.Text);

    private static bool IsException(TypeSyntax type) => type.ToString().TrimEnd('?').EndsWith("Exception", StringComparison.Ordinal);

    [GeneratedRegex(@"(?<!\w)\p{L}[\p{L}'’_]+")]
    private static partial Regex Words();

    [GeneratedRegex("…+")]
    private static partial Regex Holes();

    [GeneratedRegex(@"\{[^{}]*\}")]
    private static partial Regex Properties();

    [GeneratedRegex(@"[lL]og(\.Value)?$")]
    private static partial Regex Log();
}
