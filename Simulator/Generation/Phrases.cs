namespace Dixa.Simulator.Generation;

/// <summary>What customers and agents write. `{0}` stands for an order number.</summary>
public static class Phrases
{
    public static IReadOnlyList<string> Subjects { get; } =
    [
        "Order {0}", "Where is order {0}?", "Re: Order {0}", "Fwd: Re: Invoice {0}", "Return of {0}", "Ordre {0} er ikke kommet",
        "Rechnung {0} stimmt nicht", "Commande {0} : retard", "الطلب رقم {0}", "הזמנה {0} לא הגיעה", "注文 {0} について", "Damaged parcel 📦 {0}",
        "\"Urgent\" — {0}", "Size 38½ instead of 39 ({0})", "Cancel {0} please", "Gift card £25 & vouchers", "",
    ];

    public static IReadOnlyList<string> Questions { get; } =
    [
        "Where is my order {0}?", "The parcel with order {0} says delivered, but it isn't here.",
        "I would like to return two items from {0}.", "Can I still change the address of {0}?",
        "Min ordre {0} er forsinket – hvornår kommer den?", "Meine Bestellung {0} ist beschädigt angekommen.",
        "Le colis de la commande {0} n'est jamais arrivé 😞", "¿Cuándo llegará el pedido {0}?", "Gdzie jest moja paczka {0}?",
        "أين طلبي رقم {0}؟ لم يصل بعد.", "איפה ההזמנה שלי {0}?", "注文番号{0}はまだ届いていません。",
        "The app shows: \"error\\nE-42\" when I open {0}.", "Path was C:\\Users\\me\\invoice{0}.pdf, see \u201cattachment\u201d.",
        "Price: 3 < 5 && 5 > 3, so why did {0} cost more?", "It's the 2nd time 😡😡😡 with {0}!!!", "👩‍👩‍👧‍👦 family order {0} 🇩🇰",
    ];

    public static IReadOnlyList<string> Answers { get; } =
    [
        "Thank you for writing, I am looking into {0} now.", "I am sorry to hear that. A new parcel for {0} leaves today.",
        "The refund for {0} is on its way and takes 3–5 days.", "Could you send a photo of the damage?",
        "Hej, jeg har set på ordre {0} og vender tilbage i dag.", "Guten Tag, die Sendung {0} wird erneut zugestellt.",
        "Bonjour, votre remboursement {0} a été effectué.", "نعتذر عن التأخير، الطلب {0} في الطريق إليكم.",
        "I have changed the address of {0}. Anything else?", "Here is your label: https://shop.example.com/returns?order={0}&lang=en#label",
        "Great 👍 {0} is done ✅",
    ];

    public static IReadOnlyList<string> Details { get; } =
    [
        "I paid with card on Monday.", "My neighbour didn't get it either.", "Tracking:\tDK-90210-77\r\nCarrier:\tPostNord",
        "Line one\nLine two\n\n-- \nSent from my phone", "A line separator\u2028, a paragraph separator\u2029 and a next line\u0085are in here.",
        "A bell\u0007 and an escape\u001b[0m from a terminal.", "Café or cafe\u0301, it is the same word.", "‏שלום, mixed with English‏.",
        "Quote: 'single', \"double\", `back`.", "{\"looks\":\"like json\",\"n\":[1,2]}", "<p>Some <b>HTML</b> &amp; entities&nbsp;</p>",
        "Zero\u200bwidth and non\u00a0breaking.", "Thanks in advance!", "Kind regards", "Mange tak og god dag 🌞",
    ];

    public static IReadOnlyList<string> Notes { get; } =
    [
        "Refund approved", "Customer called back, no answer", "Parcel is two days late", "Rabat givet: 10 %", "Escalated to Tier 2 ⚠️",
        "Spoke with \"Mrs. H.\"; wants a\nwritten answer", "VIP – handle with care", "",
    ];

    /// <summary>Texts with a time as the Dixa API itself spells some; in a text it is nothing but characters.</summary>
    public static IReadOnlyList<string> Timestamps { get; } =
    [
        "2025-03-04T06:58:32.481Z[GMT]", "The log says 2025-03-04T06:58:32.481Z[GMT] ERROR", "{\"createdAt\":\"2025-03-04T06:58:32.481Z[GMT]\"}",
        "Since 2025-03-04T06:58:32.481Z[GMT], not since 2025-03-04T06:58:32.481Z",
    ];

    /// <summary>What is said in a call.</summary>
    public static IReadOnlyList<string> Utterances { get; } =
    [
        "Hello, you are speaking with Mads.", "Hej, det er om min ordre.", "One moment, please.", "It still hasn't arrived.", "Um …", "Danke, auf Wiederhören!",
    ];

    public static IReadOnlyList<string> RatingMessages { get; } =
    [
        "Quick answer", "Took too long", "Super service 🎉", "Fantastisk hjælp!", "non risolto", "ok", "", "ممتاز",
    ];

    public static IReadOnlyList<string> Reviews { get; } =
    [
        "★★★★★ Fast delivery, would buy again.", "★☆☆☆☆ Order {0} never came, nobody answers.", "★★★☆☆ Fine, but {0} was the wrong colour.",
    ];

    public static IReadOnlyList<ChatPrompt> ChatPrompts { get; } =
    [
        new("What is your order number?", "{0}"), new("Which language do you speak?", "Dansk 🇩🇰"), new("What is your e-mail address?", "me@example.com"),
    ];

    public static IReadOnlyList<string> MenuEntries { get; } = ["Track my order", "Return something", "Talk to a person"];
}

public sealed record ChatPrompt(string Question, string Answer);
