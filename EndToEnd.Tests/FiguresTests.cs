using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Dixa.Benchmarks.Documents;
using Dixa.Benchmarks.Suites;
using Dixa.Connector.Harness;
using Dixa.Connector.Streams;

namespace Dixa.Connector;

/// <summary>The documents show what the benchmarks measure: no row that has no measurement, none without its row.</summary>
public sealed class FiguresTests
{
    private static readonly string Page = File.ReadAllText(Repository.PathOf(FigureTable.File));

    public static TheoryData<string> Suites => [.. SuiteRegistry.All.Select(suite => suite.Name)];

    public static TheoryData<string> Plots => [.. SuiteRegistry.All.Select(suite => suite.Plot).OfType<string>()];

    [Theory]
    [MemberData(nameof(Suites))]
    public void ATableHasTheRowsAndColumnsOfItsSuite(string name)
    {
        var suite = SuiteRegistry.All.Single(suite => suite.Name == name);

        var lines = FigureTable.Find(Page, name)!.Split('\n').Where(line => line.StartsWith('|')).Select(Cells).ToList();

        Assert.Equal(suite.Columns, lines[0]);
        Assert.Equal(suite.Rows, lines[2..].Select(cells => cells[0]));
        Assert.All(lines, cells => Assert.Equal(lines[0].Count, cells.Count));
    }

    [Theory]
    [MemberData(nameof(Suites))]
    public void ATableSaysWhenAndOnWhatItWasMeasured(string name) => Assert.Matches(
        new Regex(@"20\d\d-\d\d-\d\d, \d+ cores of .+, Linux [\d.]+, \.NET 1\d\.[\d.]+, source-dixa [\d.]+, curl [\d.]+\.$", RegexOptions.Multiline),
        FigureTable.Find(Page, name));

    [Theory]
    [MemberData(nameof(Plots))]
    public void APlotIsADrawingWithItsMachineAndDate(string file)
    {
        Assert.Equal("{http://www.w3.org/2000/svg}svg", Drawing(file).Name.ToString());
        Assert.Contains(Texts(file), text => Regex.IsMatch(text, @"^20\d\d-\d\d-\d\d, \d+ cores of "));
    }

    [Fact]
    public void TheBarsAreTheRowsOfTheTable()
    {
        var suite = new ThroughputSuite();
        Assert.Equal(suite.Rows, Texts(suite.Plot).Where(suite.Rows.Contains));
    }

    [Fact]
    public void EachLineHasAPointForEachRowOfTheTable()
    {
        var suite = new GrowthSuite();
        var shapes = Drawing(suite.Plot).Descendants().CountBy(shape => shape.Name.LocalName).ToDictionary();
        Assert.Equal(shapes["polyline"] * suite.Rows.Count, shapes["circle"]);
    }

    [Fact]
    public void NoTwoSuitesOrRowsHaveOneName()
    {
        Assert.Distinct(SuiteRegistry.All.Select(suite => suite.Name));
        Assert.All(SuiteRegistry.All, suite => Assert.Distinct(suite.Rows));
    }

    [Fact]
    public void EachViewOfTheWarehouseIsMeasured() => Assert.Equal(
        Directory.GetFiles(Repository.PathOf("Warehouse", "Views"), "*.sql", SearchOption.AllDirectories).Select(Path.GetFileNameWithoutExtension).Where(name => !name!.StartsWith('_')).Distinct().Order(StringComparer.Ordinal),
        ViewsSuite.Views.Order(StringComparer.Ordinal));

    /// <remarks>Shares are requests for each conversation: of the streams that ask for every one, and of those that ask where there is something.</remarks>
    [Fact]
    public void TheTimesOfAFirstSyncAreThoseThatTheLimitsMakeIt()
    {
        using var spec = JsonDocument.Parse(File.ReadAllText(Repository.PathOf("spec.json")));
        var settings = spec.RootElement.GetProperty("connectionSpecification").GetProperty("properties");
        var (perMinute, perSecond) = (settings.GetProperty("exports_requests_per_minute").GetProperty("default").GetInt32(), settings.GetProperty("api_requests_per_second").GetProperty("default").GetInt32());
        var fewest = TimeSpan.FromMinutes(2.0 * GrowthYear.Windows / perMinute);
        string[] forEach = ["conversation_details", "conversation_messages", "linked_conversations", "enduser_details"];
        Assert.All(forEach, name => Assert.True(StreamRegistry.Find(name)!.Kind is ConversationChildStream or EndUserDetailStream));

        var rows = Regex.Matches(Document.FirstSync.Chapter("How long a first sync takes"), @"^\| (?<count>[0-9,]+) \| (?<cells>.*) \|$", RegexOptions.Multiline).ToList();

        Assert.Equal(4, rows.Count);
        Assert.All(rows, row =>
        {
            var count = int.Parse(row.Groups["count"].Value, NumberStyles.AllowThousands, CultureInfo.InvariantCulture);
            Assert.Equal($"{Say(fewest)} | {Of(GrowthYear.ChildrenEach)} | {Of(GrowthYear.ChildrenEach + forEach.Length)}", row.Groups["cells"].Value);
            string Of(double share) => Say(TimeSpan.FromSeconds(count * share / perSecond));
        });

        static string Say(TimeSpan time) => time switch
        {
            { TotalHours: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(time.TotalMinutes):0} min"),
            { TotalDays: < 2 } => string.Create(CultureInfo.InvariantCulture, $"{Rounded(time.TotalHours)} h"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{Rounded(time.TotalDays)} days"),
        };

        static string Rounded(double value) => value.ToString(value < 10 ? "0.0" : "0", CultureInfo.InvariantCulture);
    }

    private static XElement Drawing(string file) => XDocument.Load(Repository.PathOf(file)).Root!;

    private static IEnumerable<string> Texts(string file) =>
        Drawing(file).Descendants().Where(element => element.Name.LocalName == "text").Select(text => text.Value);

    private static IReadOnlyList<string> Cells(string line) => [.. line.Trim('|').Split('|').Select(cell => cell.Trim())];
}
