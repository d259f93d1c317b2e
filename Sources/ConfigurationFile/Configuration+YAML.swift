import Registry

extension Configuration {
    /// The configuration as a file that reads back to the same values, presets and defaults written out.
    package func yaml() -> String {
        var lines = ["migration:", "  name: \(Quoting.quoted(migration.name))", "  endpoints:"]
        lines += migration.endpoints.flatMap(Self.lines)
        if !migration.milestones.isEmpty { lines.append("  milestones:") }
        for milestone in migration.milestones {
            lines += ["    - name: \(Quoting.quoted(milestone.name))", "      date: \(milestone.day)"]
        }
        if !migration.renames.isEmpty { lines.append("  renames:") }
        lines += migration.renames.flatMap(Self.lines)
        lines += [
            "privacy:",
            "  store: \(privacy.store.rawValue)",
            "  show: \(privacy.show.rawValue)",
            "  minimumGroup: \(privacy.minimumGroup)",
            "  forgetAfterDays: \(privacy.forgetAfterDays)",
            "  rotation: \(privacy.rotation.rawValue)",
        ]
        if let keyFile = privacy.keyFile { lines.append("  keyFile: \(Quoting.quoted(keyFile))") }
        lines += proxies?.yaml ?? []
        lines += json?.yaml ?? []
        lines += NetworksSection.yaml(networkFiles)
        lines += costs.yaml
        if !tokens.isEmpty { lines += ["serve:", "  tokens:"] + tokens.map { "    - " + $0.yaml } }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func lines(_ endpoint: Endpoint) -> [String] {
        var lines = ["    - name: \(Quoting.quoted(endpoint.name))", "      role: \(endpoint.role.rawValue)"]
        if let first = endpoint.sites.first, endpoint.sites.allSatisfy({ prefixes($0) == prefixes(first) }) {
            lines.append("      hosts:")
            lines += endpoint.sites.map { "        - \(quotedHost($0))" }
            lines += prefixes(first).map { "      " + $0 }
        } else {
            lines.append("      sites:")
            for site in endpoint.sites {
                lines.append("        - host: \(quotedHost(site))")
                lines += prefixes(site).map { "          " + $0 }
            }
        }
        let words = Observes.names.filter { endpoint.observes.contains($0.value) }.map(\.key)
        lines.append("      observes: [\(words.joined(separator: ", "))]")
        if !endpoint.observes.contains(.clients) { lines.append("      clients: false") }
        if let vantage = endpoint.vantage { lines.append("      vantage: \(vantage.rawValue)") }
        return lines
    }

    private static func prefixes(_ site: Site) -> [String] {
        [("pathPrefix", site.pathPrefix), ("repositoryPrefix", site.repositoryPrefix)]
            .filter { !$0.1.isEmpty }
            .map { "\($0.0): \(Quoting.quoted($0.1))" }
    }

    private static func quotedHost(_ site: Site) -> String {
        Quoting.quoted(site.host.contains(":") ? "[\(site.host)]" : site.host)
    }

    private static func lines(_ rename: Rename) -> [String] {
        switch rename {
        case .exact(let from, let to): lines("from", from, to)
        case .prefix(let from, let to): lines("prefix", from, to)
        case .pattern(let pattern, let to): lines("pattern", pattern, to)
        case .gone(let name): ["    - gone: \(Quoting.quoted(name))"]
        }
    }

    private static func lines(_ kind: String, _ from: String, _ to: String) -> [String] {
        ["    - \(kind): \(Quoting.quoted(from))", "      to: \(Quoting.quoted(to))"]
    }
}
