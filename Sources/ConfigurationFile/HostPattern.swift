/// The grammar of hosts in the configuration: a name with `*` in it, or an IPv6 address in brackets.
enum HostPattern {
    static func read(_ element: Element) throws(ConfigurationError) -> String {
        let text = try element.text()
        func refuse(_ problem: String, _ remedy: String) -> ConfigurationError {
            element.error("the host `\(text)` \(problem)", remedy)
        }
        if text.first == "[" {
            guard text.wholeMatch(of: /\[[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*\]/) != nil else {
                throw refuse("is no IPv6 address", "Write it as `[2001:db8::1]`, without a port.")
            }
            return text
        }
        if text.contains("://") {
            throw refuse("is a URL", "Write the host's name alone; a path goes into `pathPrefix`.")
        }
        if text.contains("/") {
            throw refuse(
                "holds a path",
                "Write the host's name alone; what stands before `/v2/` goes into `pathPrefix`, what stands after it into "
                    + "`repositoryPrefix`."
            )
        }
        let colons = text.count { $0 == ":" }
        if colons > 1 { throw refuse("is an IPv6 address without brackets", "Write `\"[\(text)]\"`.") }
        if colons == 1 { throw refuse("holds a port", "Leave it away: ports are not compared.") }
        let labels = text.split(separator: ".", omittingEmptySubsequences: false)
        guard labels.allSatisfy({ $0.wholeMatch(of: /[0-9A-Za-z_*]([0-9A-Za-z_*-]*[0-9A-Za-z_*])?/) != nil }) else {
            throw refuse(
                "is no host name",
                "Write letters, digits, `-` and `_` between single dots, and `*` for a part."
            )
        }
        guard !text.contains("**"), text.contains(where: { $0.isLetter || $0.isNumber }) else {
            throw refuse(
                "is no usable wildcard",
                "Write some of the name, and single `*` for the rest: `*-docker.pkg.dev`."
            )
        }
        return text
    }
}
