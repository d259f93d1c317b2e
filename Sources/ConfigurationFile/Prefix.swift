import Registry

/// The grammars of the two prefixes. One that is not given is empty.
enum Prefix {
    static func path(_ element: Element?) throws(ConfigurationError) -> String {
        guard let element else { return "" }
        let text = try element.text()
        guard text.first == "/", text.last != "/", !text.contains("//") else {
            throw element.error(
                "\(element.name), `\(text)`, has its slashes in the wrong places",
                "Write one before each part and none at the end: `/artifactory/api/docker/x`."
            )
        }
        guard !text.split(separator: "/").contains("v2") else {
            throw element.error(
                "\(element.name), `\(text)`, holds `/v2`",
                "Write what stands before it; what stands after it goes into `repositoryPrefix`."
            )
        }
        guard text.wholeMatch(of: /[0-9A-Za-z\/._~!$&'()*+,;=:@-]+/) != nil else {
            throw element.error(
                "\(element.name), `\(text)`, is no path",
                "Write it decoded, without a query, in the characters of a URL."
            )
        }
        return text
    }

    static func repository(_ element: Element?) throws(ConfigurationError) -> String {
        guard let element else { return "" }
        let text = try element.text()
        guard text.first != "/", text.last != "/", !text.contains("//") else {
            throw element.error(
                "\(element.name), `\(text)`, has its slashes in the wrong places",
                "Write them between the parts only: `k8s-artifacts-prod/images`."
            )
        }
        guard Grammar.isName(text) else {
            throw element.error(
                "\(element.name), `\(text)`, is no repository name",
                "Write lower-case letters and digits, with single `.`, `_`, `-` or `/` between them."
            )
        }
        return text
    }
}
