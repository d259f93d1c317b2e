import API
import Store
import Testing

struct RequestTests {
    @Test(arguments: [
        ("application/json", 1000), ("*/*", 1000), ("application/*;q=0.5", 500), ("text/csv", 0), ("", 0),
        ("*/*;q=0.1, application/json;q=0.9", 900), ("application/json;q=0, */*", 0),
        ("application/json ; q=0.25", 250),
        ("application/json;charset=utf-8;q=0.3", 300), ("application/json;q=2", 1000), ("application/json;q=x", 0),
        ("APPLICATION/JSON", 1000), ("application", 0), (";q=1,,/", 0),
    ])
    func accept(header: String, quality: Int) {
        #expect(Accept(header).quality(of: "application/json") == quality)
    }

    @Test(arguments: [
        ("\"a\"", false), ("*", true), ("TAG", true), ("W/TAG", true), ("\"a\", TAG", true),
        ("\"a\",W/TAG,\"b\"", true),
        ("", false), ("W/", false), ("TAG\"", false), ("**", false),
    ])
    func entityTags(header: String, isMatch: Bool) {
        let tag = EntityTag(of: Array("body".utf8))
        #expect(
            tag.matches(header.split(separator: "TAG", omittingEmptySubsequences: false).joined(separator: tag.text))
                == isMatch
        )
        #expect(EntityTag(of: Array("bodz".utf8)) != tag)
    }

    @Test func parameters() throws {
        let parameters = try Parameters(query: "a=1&b=x%20y+z%2B&c=&d&e=f=g&%66=%C3%A9")
        #expect(parameters.pairs.map { "\($0.name):\($0.value)" } == ["a:1", "b:x y z+", "c:", "d:", "e:f=g", "f:é"])
        #expect(try Parameters(query: parameters.query(setting: "a", to: "~&=%é ")).pairs.last?.value == "~&=%é ")
        for wrong in ["a=1&a=2", "a=%", "a=%f", "a=%fg", "%ff", "a&%61", "a=%C3"] {
            #expect(throws: Problem.self) { try Parameters(query: wrong) }
        }
    }

    @Test func metricsAreEscaped() {
        var exposition = Exposition()
        exposition.add(
            "a_total",
            .counter,
            "One\\two\nthree \"four\".",
            [
                .init(labels: [("name", "a\"b\\c\nd")], value: 3), .init(labels: [("name", "é")], value: 0.25),
            ]
        )
        exposition.add("nothing", .gauge, "Nothing.", nil as Double?)
        exposition.add("big", .gauge, "Big.", 9_007_199_254_740_992)
        #expect(
            exposition.text == """
                # HELP a_total One\\\\two\\nthree "four".
                # TYPE a_total counter
                a_total{name="a\\"b\\\\c\\nd"} 3
                a_total{name="é"} 0.25
                # HELP big Big.
                # TYPE big gauge
                big 9007199254740992

                """
        )
    }
}
