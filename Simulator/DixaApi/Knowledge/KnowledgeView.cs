using Dixa.Simulator.Data;

namespace Dixa.Simulator.DixaApi.Knowledge;

/// <summary>Something of the knowledge base, in one language, with what it stands in.</summary>
public sealed record KnowledgeView<T>(T Row, string Language, Workspace Workspace);
