import Foundation
import TestSupport
import Testing

@Suite("What browsers are given")
struct WebCheckTests {
  /// The types need deno from PyPI; `scripts/test` checks them as well.
  @Test("texts in two languages, nothing missing or idle, no address elsewhere, a small first load")
  func whole() throws {
    let (status, output) = try Program.run("scripts/web-check", ["--without-types"])
    #expect(status == 0, "\(output)")
    #expect(output.contains("\n0 problems"), "\(output)")
  }

  @Test("the check notices what is wrong")
  func notices() throws {
    try TestFolders.withTemporaryFolder { folder in
      func write(_ path: String, _ text: String) throws {
        let file = folder.appendingPathComponent("Sources/Workbench/\(path)")
        try FileManager.default.createDirectory(
          at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
      }
      try write(
        "Web/main.js",
        """
        // @ts-check
        import { a } from "./a.js"; // https://example.org in a comment is no address
        t("page.title"); t(a ? "map.missing" : `map.kind.${a}`);
        const quoted = /["']\\/\\//.test(`https://elsewhere.example/ ${t('map.count', { count: 1 })} /* text */`);
        element.innerHTML = quoted;
        eval("1");
        element.append(crypto.randomUUID()); // web-check says why not
        """)
      try write("Web/a.js", "export const a = 1;\n")
      try write("Web/site.css", "@import url(\"https://fonts.example/x.css\");\n")
      try write(
        "Views/work.mustache",
        """
        <html><script src="{{assets}}/app/main.js"></script><script>1</script><link href="{{assets}}/app/gone.css">
        <p style="x" onclick="y">{{page.title}} {{page.nowhere}}</p></html>
        """)
      try write(
        "Localizations/page.nl.json",
        #"""
        {"page.title": "Titel van {name}", "map.kind.one-of-them": "soort", "map.count.one": "{count} ding",
         "map.count.other": "{count} dingen", "page.idle": "<b>niets</b>"}
        """#)
      try write(
        "Localizations/page.en.json",
        #"""
        {"page.title": "Title of {who}", "map.kind.one-of-them": "kind", "map.count.one": "{count} thing",
         "map.count.other": "{count} things"}
        """#)
      let (status, output) = try Program.run("scripts/web-check", ["--without-types", folder.path])
      #expect(status == 1)
      for fault in [
        "page.idle has no text in en", "page.idle holds markup", "page.idle is used nowhere", "['name'] in nl",
        "the text page.nowhere is in no", "the text map.missing is in no",
        "page.title is a text of the pages", "a script within the page",
        "app/gone.css, which the work page loads", "a style attribute", "an event attribute", "a.js:1: does not begin",
        "main.js:4: an address elsewhere: https://elsewhere.example", "main.js:5: text as HTML", "main.js:6: eval",
        "main.js:7: crypto", "site.css:1: an address elsewhere", "17 problems",
      ] {
        #expect(output.contains(fault), "\(fault) in \(output)")
      }
    }
  }
}
