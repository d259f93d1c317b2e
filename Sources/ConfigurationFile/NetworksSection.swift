/// `networks`: the files of lists that say in which clouds and networks clients are.
enum NetworksSection {
    /// Reads the section; no paths where it is empty, which takes back what the store remembers.
    static func files(_ element: Element) throws(ConfigurationError) -> [String] {
        let section = try element.section("`networks`", keys: ["files"])
        var files: [String] = []
        for element in try section["files"]?.list(of: "a file of networks") ?? [] {
            let path = try element.text()
            guard !files.contains(path) else { throw element.error("`\(path)` stands twice", "Take one of them away.") }
            files.append(path)
        }
        return files
    }

    /// The section as lines of YAML; none without files.
    static func yaml(_ files: [String]) -> [String] {
        files.isEmpty ? [] : ["networks:", "  files:"] + files.map { "    - \(Quoting.quoted($0))" }
    }
}
