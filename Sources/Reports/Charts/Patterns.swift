/// The patterns of the pictures, once a page: colours come from the style, so that they follow the theme.
enum Patterns {
    static let svg: Markup = """
        <svg class="patterns" width="0" height="0" aria-hidden="true" focusable="false"><defs>\
        <pattern id="followed" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">\
        <rect width="6" height="6"/><path d="M1.5 0v6"/></pattern>\
        <pattern id="unknown" width="5" height="5" patternUnits="userSpaceOnUse">\
        <rect width="5" height="5"/><circle cx="2.5" cy="2.5" r="1"/></pattern>\
        <pattern id="hole" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)">\
        <path d="M4 0v8"/></pattern>\
        </defs></svg>
        """
}
