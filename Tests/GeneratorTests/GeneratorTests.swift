import EbbTesting
import Testing

struct GeneratorTests {
    static func small(_ shape: LogShape = .vhostCombined) -> Scenario {
        var scenario = Scenario.sample.divided(by: 10)
        scenario.days = 30
        scenario.shape = shape
        return scenario
    }

    @Test(arguments: LogShape.allCases)
    func sameScenarioMakesSameBytes(shape: LogShape) {
        let first = Generator(Self.small(shape))
        let second = Generator(Self.small(shape))
        let files = first.files(day: 27)
        #expect(files == second.files(day: 27))
        #expect(files.reduce(0) { $0 + $1.lines } > 0)
    }

    @Test func otherSeedMakesOtherBytes() {
        var other = Self.small()
        other.seed = 2
        #expect(Generator(other).lines(day: 1) != Generator(Self.small()).lines(day: 1))
    }

    /// The bytes themselves, so that a change of them is seen: whoever has stored a sample's figures must make it again.
    @Test func bytesStayTheSame() {
        let bytes = Generator(Self.small()).lines(day: 26)
        let hash = bytes.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
        #expect(hash == 2_606_499_875_343_197_802)
    }

    @Test func daysDoNotDependOnEachOther() {
        let generator = Generator(Self.small())
        let alone = generator.lines(day: 26)
        _ = generator.lines(day: 25)
        #expect(generator.lines(day: 26) == alone)
        var longer = Self.small()
        longer.days = 60
        #expect(Generator(longer).lines(day: 26) == alone)
    }

    @Test func referenceDayHasItsProportions() {
        let scenario = Scenario.referenceDay.divided(by: 50)
        let day = Generator(scenario).truth(day: 1)
        func isAbout(_ value: Int, _ wanted: Int) -> Bool {
            abs(Double(value) / Double(wanted) - 1) < 0.05
        }
        #expect(isAbout(day.lines, 100_000), "\(day.lines) lines")
        #expect(isAbout(day.clients, 3400), "\(day.clients) clients")
        #expect(isAbout(day.pairs, 7000), "\(day.pairs) pairs")
        #expect(Set(day.hosts.flatMap { $0.repositories.map(\.name) }).count == 35)
    }

    @Test func clientsAreZipfLikeAndSomeHaveIPv6() {
        let lines = ParsedLine.all(in: Generator(.referenceDay.divided(by: 200)).lines(day: 1))
        let byClient = Dictionary(grouping: lines, by: \.client).mapValues(\.count)
        let share = Double(byClient.keys.count { $0.contains(":") }) / Double(byClient.count)
        #expect((0.05...0.11).contains(share))
        let busiest = byClient.values.sorted(by: >).prefix(byClient.count / 10).reduce(0, +)
        #expect(
            Double(busiest) / Double(lines.count) > 0.3,
            "a tenth of the clients makes at least a third of the lines"
        )
    }

    @Test func linesAreInOrderOfTime() {
        let lines = ParsedLine.all(in: Generator(Self.small()).lines(day: 3))
        #expect(zip(lines, lines.dropFirst()).allSatisfy { $0.time <= $1.time })
        #expect(Set(lines.map(\.date)) == ["26/Feb/2023"])
    }
}
