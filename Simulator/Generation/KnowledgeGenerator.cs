using Dixa.Simulator.Data;

namespace Dixa.Simulator.Generation;

/// <summary>Draws a help centre and a handbook, three levels deep, in three languages.</summary>
public sealed class KnowledgeGenerator
{
    private static readonly string[] Languages = [Translation.DefaultLanguage, "da", "de"];

    private static readonly string[] Titles = ["Late parcels", "Returns", "Gift cards 🎁", "How to pay", "Lost <parcels> & \"claims\"", "Sizes", "Rückgabe"];

    private static readonly string[] Texts =
    [
        "Parcels take two to five days.", "Send it back within 30 days.", "The log shows 2025-03-04T06:58:32.481Z[GMT]; ignore it.", "Ask a colleague & note it.",
    ];

    private readonly RandomSource _aside;
    private readonly IReadOnlyList<Agent> _agents;
    private readonly IReadOnlyList<Tag> _tags;
    private readonly DateTimeOffset _start;

    public KnowledgeGenerator(RandomSource aside, IReadOnlyList<Agent> agents, IReadOnlyList<Tag> tags, DateTimeOffset start)
    {
        (_aside, _agents, _tags, _start) = (aside, agents, tags, start);
        Collection helpCentre = new(aside.NextId(), "Help centre", "For customers", IsInternal: false, IsRestricted: false);
        Collection handbook = new(aside.NextId(), "Handbook", null, IsInternal: true, IsRestricted: true);
        Collections = [helpCentre, handbook, new(aside.NextId(), "Nothing yet 🚧", "To come", IsInternal: true, IsRestricted: false)];

        var shipping = Category(helpCentre, null, "Shipping", "Forsendelse", "Versand") with { IsDefaultLocation = true };
        var delays = Category(helpCentre, shipping, "Delays", "Forsinkelser") with { IsDefaultLocation = true };
        var escalation = Category(handbook, null, "Escalation") with { IsLocked = true, IsDefaultLocation = false };
        Categories =
        [
            shipping, delays, Category(helpCentre, delays, "Customs"), Category(helpCentre, null, "Payment", "Betaling", "Zahlung"),
            escalation, Category(handbook, escalation), Category(handbook, escalation, "Fraud"),
        ];
        Collections = [helpCentre, handbook with { RestrictedBy = (handbook.Id, escalation.Id) }, Collections[^1]];
        Articles =
        [
            .. Categories.SelectMany(category => Enumerable.Range(0, aside.Between(0, 6)).Select(_ => Article([category.CollectionId], category.Id))),
            Article([helpCentre.Id, handbook.Id], null),
            Article([handbook.Id], null),
            new Article(aside.NextId(), [helpCentre.Id], null, start, start) { Translations = [] },
        ];
    }

    public IReadOnlyList<Collection> Collections { get; }

    public IReadOnlyList<Category> Categories { get; }

    public IReadOnlyList<Article> Articles { get; }

    /// <summary>The article with a new draft in its first language.</summary>
    public static Article Edit(RandomSource random, Article article, Guid agentId, DateTimeOffset now)
    {
        var version = new ArticleVersion(random.Pick(Titles), random.Pick(Texts), now, now) { CreatedBy = agentId, UpdatedBy = agentId };
        var edited = article.Translations is [var first, ..]
            ? first with { Draft = version with { CreatedAt = first.Draft.CreatedAt, CreatedBy = first.Draft.CreatedBy } }
            : new Translation(Translation.DefaultLanguage, version, null);
        return article with { Translations = [edited, .. article.Translations.Skip(1)], UpdatedAt = now, UpdatedBy = agentId };
    }

    private Category Category(Collection collection, Category? parent, params string[] titles) =>
        new(_aside.NextId(), collection.Id, parent?.Id, Languages.Zip(titles).ToDictionary(pair => pair.First, pair => pair.Second));

    private Article Article(IReadOnlyList<Guid> collectionIds, Guid? categoryId)
    {
        var createdAt = Moment(_start.AddYears(-2));
        return new Article(_aside.NextId(), collectionIds, categoryId, createdAt, Moment(createdAt))
        {
            Translations = [.. Languages.Where((_, index) => index == 0 || _aside.Chance(0.4)).Select(language => Translate(language, createdAt))],
            IsDefaultLocation = _aside.Chance(0.8) ? _aside.Chance(0.8) : null,
            TagIds = _aside.Chance(0.8) ? [.. _aside.Some(_tags, 0.1).Select(tag => tag.Id)] : null,
            IndexedAt = _aside.Chance(0.6) ? Moment(createdAt) : null,
            IndexedBy = Maybe(),
            CreatedBy = Maybe(),
            UpdatedBy = Maybe(),
            OwnedBy = Maybe(),
        };
    }

    /// <summary>Where the published version is shown, its draft says so as well.</summary>
    private Translation Translate(string language, DateTimeOffset createdAt)
    {
        var draft = Version(createdAt);
        var published = _aside.Chance(0.6) ? Version(createdAt) with { Links = [Link(language)] } : null;
        return new Translation(language, draft with { Links = published?.Links ?? draft.Links }, published);
    }

    private ArticleVersion Version(DateTimeOffset createdAt) => new(_aside.Pick(Titles), _aside.Pick(Texts), createdAt, Moment(createdAt))
    {
        IsIndexed = _aside.Chance(0.5),
        CreatedBy = Maybe(),
        UpdatedBy = Maybe(),
    };

    private HelpCenterLink Link(string language) => new(_aside.NextId(), "Acme help", $"https://help.acme.example/{language}/{_aside.Below(0x10000):x4}");

    private DateTimeOffset Moment(DateTimeOffset earliest) => _aside.Between(earliest, _start);

    private Guid? Maybe() => _aside.Chance(0.7) ? _aside.Pick(_agents).Id : null;
}
