import Crypto
import Foundation

/// Style and script, which stand in each page and are allowed there by their hashes, and nothing else is.
enum Look {
    static let style: Markup = Markup(embedded: PackageResources.page_css, in: "style")
    static let script: Markup = Markup(embedded: PackageResources.page_js, in: "script")

    /// For the header of pages.
    static let servicePolicy = policy(forms: "'self'") + "; frame-ancestors 'none'"
    /// For a report's own pages: a `meta` element can't say who may frame it.
    static let reportPolicy = policy(forms: "'none'")

    /// https://www.w3.org/TR/CSP3/#grammardef-hash-source
    private static func policy(forms: String) -> String {
        """
        default-src 'none'; style-src 'sha256-\(hash(PackageResources.page_css))'; \
        script-src 'sha256-\(hash(PackageResources.page_js))'; img-src data:; base-uri 'none'; form-action \(forms)
        """
    }

    private static func hash(_ bytes: [UInt8]) -> String { Data(SHA256.hash(data: bytes)).base64EncodedString() }
}

extension Page {
    /// What a browser may load for a page: what stands in it, and nothing else. For the header of that name.
    package static var contentSecurityPolicy: String { Look.servicePolicy }
}

extension Markup {
    /// A file of ours in an element of its own; nothing in it is escaped.
    fileprivate init(embedded bytes: [UInt8], in element: StaticString) {
        self.init(trusted: "<\(element)>\(String(decoding: bytes, as: UTF8.self))</\(element)>")
    }
}
