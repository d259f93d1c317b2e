import Foundation
import NetworkFiles
import Registry
import Testing

struct NetworkFileTests {
    private let folder: ListFolder
    private let today = Day("2026-11-23")

    init() throws { folder = try ListFolder() }

    private func read(_ paths: String...) throws -> KnownNetworks {
        try KnownNetworks(files: paths, today: #require(today))
    }

    @Test("AWS: both versions, and the region rather than GLOBAL")
    func aws() throws {
        let networks = try read(folder.write("ip-ranges.json", Lists.aws))
        #expect(networks.name("198.51.7.1") == "aws GLOBAL")
        #expect(networks.name("198.51.100.255") == "aws us-east-1")
        #expect(networks.name("2001:db8:1ff::9") == "aws eu-west-1")
        #expect(networks.name("2001:db8:200::9") == "unknown")
        #expect(networks.lists.map(\.description) == ["ip-ranges.json (AWS, of 2026-11-20)"])
    }

    @Test("Google: with regions and without; where both have a prefix, the region counts in any order")
    func google() throws {
        let regions = try folder.write("cloud.json", Lists.google)
        let all = try folder.write("goog.json", Lists.googleAll)
        for networks in [try read(regions, all), try read(all, regions)] {
            #expect(networks.name("203.0.113.127") == "google us-central1")
            #expect(networks.name("203.0.113.128") == "google")
            #expect(networks.name("2001:db8:20f::1") == "google europe-west1")
            #expect(networks.name("2001:db8:210::1") == "google")
        }
        #expect(try read(regions).lists.first?.day == Day("2026-11-19"))
    }

    @Test("Azure: the tags of regions alone; the file's own time, since it names no day")
    func azure() throws {
        let networks = try read(folder.write("ServiceTags.json", Lists.azure, modified: 1_790_000_000))
        #expect(networks.name("192.0.2.63") == "azure eastus2")
        #expect(networks.name("192.0.2.64") == "unknown")
        #expect(networks.name("2001:db8:303::1") == "azure eastus2")
        #expect(networks.lists.map(\.description) == ["ServiceTags.json (Azure, of 2026-09-21)"])
    }

    @Test("a table of autonomous systems, plain and gzip, with either line end", arguments: [false, true])
    func table(isGzip: Bool) throws {
        let text = isGzip ? Lists.systems : Lists.systems.replacing("\n", with: "\r\n")
        var path = try folder.write("ip2asn.tsv", text, modified: 1_790_000_000)
        if isGzip {
            let gzip = Process()
            gzip.executableURL = URL(fileURLWithPath: "/usr/bin/env")
            gzip.arguments = ["gzip", path]
            try gzip.run()
            gzip.waitUntilExit()
            path += ".gz"
        }
        let networks = try read(path)
        #expect(networks.name("192.0.2.77") == "AS64496 EXAMPLE-A Example, Inc.")
        #expect(networks.name("198.51.255.255") == "AS64497 EXAMPLE-B")
        #expect(networks.name("203.0.113.1") == "unknown")
        #expect(networks.name("2001:db8:ffff:ffff::1") == "AS64498 EXAMPLE-C")
        #expect(networks.lists.first?.source == "AS table")
    }

    @Test("several lists together: a cloud before an autonomous system, and both are known")
    func together() throws {
        let networks = try read(
            folder.write("ip-ranges.json", Lists.aws),
            folder.write("cloud.json", Lists.google),
            folder.write("azure.json", Lists.azure),
            folder.write("asn.tsv", Lists.systems)
        )
        #expect(networks.name("198.51.100.1") == "aws us-east-1")
        #expect(networks.name("192.0.2.200") == "AS64496 EXAMPLE-A Example, Inc.")
        let client = Client(address: Array("198.51.100.1".utf8).span)
        #expect(networks.table.network(of: client).system?.number == 64_497)
        #expect(networks.lists.map(\.source) == ["AWS", "Google", "Azure", "AS table"])
    }

    @Test("a list of more than 90 days is said to be old")
    func old() throws {
        let path = try folder.write("ip-ranges.json", Lists.aws)
        for (day, isOld) in [("2027-02-18", false), ("2027-02-19", true)] {
            let networks = try KnownNetworks(files: [path], today: #require(Day(day)))
            #expect(networks.lists.first?.isOld == isOld)
            #expect(networks.lists.first?.description.contains("fetch a newer one") == isOld)
        }
    }

    @Test(
        "what is wrong is said with its place and the way out",
        arguments: [
            (
                "{\"prefixes\": [{\"ip_prefix\": \"192.0.2.0/33\", \"region\": \"a\"}]}",
                "prefixes[0].ip_prefix is \"192.0.2.0/33\""
            ),
            ("{\"prefixes\": [{\"ip_prefix\": \"192.0.2.0/24\"}]}", "prefixes[0].region is missing"),
            ("{\"prefixes\": [{\"ip_prefix\": \"192.0.2.0/24\", \"region\": ", "no whole JSON document"),
            ("{\"prefixes\": [\n  {\"ip_prefix\": broken}]}", "around character 31). Fetch"),
            ("{\"prefixes\": [{\"ip_prefix\": 7, \"region\": \"a\"}]}", "prefixes[0].ip_prefix is no String"),
            ("{\"prefixes\": [{\"ipv4Prefix\": \"192.0.2.0/24\"}, {}]}", "prefixes[1] has neither"),
            (
                "{\"values\": [{\"name\": \"Storage\", \"properties\": {\"addressPrefixes\": []}}]}",
                "no tag AzureCloud.<region>"
            ),
            (
                "192.0.2.0\t192.0.2.9\t1\tZZ\tA\n192.0.2.9\t192.0.2.0\t1\tZZ\tA\n",
                "line 2: 192.0.2.9 to 192.0.2.0 is no range"
            ),
            (
                "192.0.2.0\t192.0.2.9\t1\tZZ\tA\n192.0.2.9\t2001:db8::\t1\tZZ\tA\n",
                "line 2: 192.0.2.9 to 2001:db8:: is no range"
            ),
            ("# a\n192.0.2.0\t192.0.2.9\tAS1\tZZ\tA\n", "line 2: \"AS1\" is no AS number"),
            ("192.0.2.0\t192.0.2.9\t1\tZZ\tA\n192.0.2.9\n", "line 2: there are 1 fields"),
            ("192.0.2.0\t192.0.2.9\t1\tZZ\tA\n[::1]:80\t::2\t1\tZZ\tA\n", "line 2: \"[::1]:80\" is no address"),
            ("GET / HTTP/1.1\n", "no list of networks that is known here"), ("", "no list of networks"),
            ("\u{1F}\u{8B}", "no list of networks"),
        ]
    )
    func broken(text: String, problem: String) throws {
        let path = try folder.write("broken", text)
        let error = #expect(throws: NetworkFileError.self) { try read(path) }
        let description = try #require(error?.description)
        #expect(description.hasPrefix(path + ": ") && description.contains(problem), "\(description)")
        #expect(description.hasSuffix(".") && description.contains(". "))
    }

    @Test("gzip that ends early or is damaged, a folder, and no file at all are errors")
    func unreadable() throws {
        let missing = #expect(throws: NetworkFileError.self) { try read(folder.path("none")) }
        #expect(missing?.description.contains("can't be read. Check the path") == true)
        #expect(throws: NetworkFileError.self) { try read(folder.path("")) }
        for bytes: [UInt8] in [
            [0x1F, 0x8B], [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3], [0x1F, 0x8B] + [UInt8](repeating: 7, count: 40),
        ] {
            let error = #expect(throws: NetworkFileError.self) { try read(folder.write("a.gz", bytes)) }
            #expect(error?.description.contains("the gzip stream") == true)
        }
    }
}
