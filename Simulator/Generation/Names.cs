namespace Dixa.Simulator.Generation;

/// <summary>Names of people from the countries of a European shop, in their own scripts.</summary>
public static class Names
{
    public static IReadOnlyList<NamePart> First { get; } =
    [
        new("Ines", "ines"), new("Mads", "mads"), new("Nora", "nora"), new("Søren", "soeren"), new("Zoë", "zoe"),
        new("José", "jose"), new("Łukasz", "lukasz"), new("Yuki", "yuki"), new("Tom", "tom"), new("Åse", "aase"),
        new("Jürgen", "juergen"), new("Chloé", "chloe"), new("Ayşe", "ayse"), new("Siobhán", "siobhan"), new("Ελένη", "eleni"),
        new("Дмитрий", "dmitrij"), new("محمد", "mohammed"), new("נועה", "noa"), new("さくら", "sakura"), new("Emma", "emma"),
        new("Oliver", "oliver"), new("Freja", "freja"), new("Lars", "lars"), new("Maria", "maria"), new("Anne-Sofie", "annesofie"),
        // The same name as Zoë, spelt with a combining diaeresis.
        new("Zoe\u0308", "zoe"), new("Ada", "ada"), new("Piotr", "piotr"), new("Linh", "linh"), new("Kwame\u2028", "kwame"),
    ];

    public static IReadOnlyList<NamePart> Last { get; } =
    [
        new("Rocha", "rocha"), new("Holm", "holm"), new("Lind", "lind"), new("Abe", "abe"), new("Okafor", "okafor"),
        new("O'Brien", "obrien"), new("Kjærgaard", "kjaergaard"), new("Müller", "mueller"), new("García Pérez", "garcia"),
        new("Wójcik", "wojcik"), new("Παπαδοπούλου", "papadopoulou"), new("Иванов", "ivanov"), new("الهاشمي", "hashimi"),
        new("כהן", "cohen"), new("田中", "tanaka"), new("Nguyễn", "nguyen"), new("van der Berg", "vanderberg"), new("Öztürk", "oeztuerk"),
        new("Smith", "smith"), new("Jensen", "jensen"), new("Nielsen", "nielsen"), new("Dubois", "dubois"), new("Rossi", "rossi"),
        new("Bjørnsdóttir", "bjoernsdottir"), new("Mensah", "mensah"), new("Novák\u0085", "novak"), new("Schmidt 🧵", "schmidt"), new("Silva", "silva"),
    ];

    public static IReadOnlyList<string> Middle { get; } = ["Sofie", "Emil", "Marie", "de", "João", "Alexander"];
}

/// <summary>A first or last name, and how its owner spells it in an address.</summary>
public sealed record NamePart(string Text, string Latin);
