using Dixa.Simulator.Data;

namespace Dixa.Simulator.DixaApi.Knowledge;

/// <summary>What a path into the knowledge base names, in the language that is asked for.</summary>
public static class KnowledgeSelection
{
    public static KnowledgeView<Collection>? Collection(ApiCall call) => Find(call, "collectionId", workspace => workspace.Collections);

    public static KnowledgeView<Category>? Category(ApiCall call) => Find(call, "categoryId", workspace => workspace.Categories);

    public static KnowledgeView<Article>? Article(ApiCall call) => Find(call, "articleId", workspace => workspace.Articles);

    private static KnowledgeView<T>? Find<T>(ApiCall call, string parameter, Func<Workspace, Table<T>> table)
        where T : class, IIdentified
    {
        var workspace = call.Organization.Workspace;
        var language = call.Query.TryGetValue("language", out var asked) ? asked.ToString() : Translation.DefaultLanguage;
        return table(workspace).Find(PathParameter.Id(call, parameter)) is { } row ? new KnowledgeView<T>(row, language, workspace) : null;
    }
}

/// <summary>Something of the knowledge base, in one language, with what it stands in.</summary>
public sealed record KnowledgeView<T>(T Row, string Language, Workspace Workspace);
