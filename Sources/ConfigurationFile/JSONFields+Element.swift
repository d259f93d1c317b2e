import Registry

extension JSONFields {
    /// Reads `json`; nil where it is empty, which takes back what the store remembers.
    static func read(_ element: Element) throws(ConfigurationError) -> JSONFields? {
        let section = try element.section("`json`", keys: names)
        var paths: [String: [String]] = [:]
        for name in names {
            guard let element = section[name] else { continue }
            let elements = element.isList ? try element.list(of: "a path of `\(name)`") : [element]
            for element in elements {
                let path = try element.text()
                guard paths[name]?.contains(path) != true else {
                    throw element.error("`\(path)` stands twice", "Take one of them away.")
                }
                paths[name, default: []].append(path)
            }
        }
        guard !paths.isEmpty else { return nil }
        guard paths["request"] ?? paths["target"] ?? paths["path"] != nil else {
            throw element.error(
                "`json` does not say where the path of a request stands",
                "Write `path`, `target` (with its query) or `request` (the whole request line), and the key that holds it."
            )
        }
        return JSONFields(paths: paths)
    }

    /// The section as lines of YAML.
    var yaml: [String] {
        ["json:"]
            + Self.names.flatMap { name in
                let paths = paths[name] ?? []
                return paths.isEmpty ? [] : ["  \(name):"] + paths.map { "    - \(Quoting.quoted($0))" }
            }
    }
}
