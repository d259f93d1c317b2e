import Mustache

/// The pages' templates. What they insert is escaped, but for `Markup`, which stands in three braces.
enum Templates {
    enum Name: String, CaseIterable {
        case overview, list, image, client, stragglers, cost, sources, error
    }

    private static let library = Result { () throws -> MustacheLibrary in
        MustacheContentTypes.register(PageText(), named: "PAGE")
        var library = MustacheLibrary()
        for (name, bytes) in all {
            let text = String(decoding: bytes, as: UTF8.self)
            try library.register("{{% CONTENT_TYPE:PAGE }}\n" + text, named: name)
        }
        return library
    }

    private static var all: [(String, [UInt8])] {
        [
            ("head", PackageResources.head_mustache), ("foot", PackageResources.foot_mustache),
            ("range", PackageResources.range_mustache), ("form", PackageResources.form_mustache),
            ("burndown", PackageResources.burndown_mustache),
            ("overview", PackageResources.overview_mustache), ("list", PackageResources.list_mustache),
            ("image", PackageResources.image_mustache), ("client", PackageResources.client_mustache),
            ("stragglers", PackageResources.stragglers_mustache), ("cost", PackageResources.cost_mustache),
            ("sources", PackageResources.sources_mustache), ("error", PackageResources.error_mustache),
        ]
    }

    /// - Parameter values: whose stored properties the template names.
    static func render(_ values: Any, _ name: Name) throws -> String {
        try library.get().render(values, withTemplate: name.rawValue) ?? ""
    }
}

/// Text in a page: escaped, and without characters that nobody would see.
private struct PageText: MustacheContentType {
    func escapeText(_ text: String) -> String { escaped(text) }
}
