#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include <QString>

namespace ui {

/// How a value is written so that no name, whatever it holds, breaks out of its place.
enum class Quote : std::uint8_t {
    Plain, ///< As it is, on one line.
    Json,  ///< Inside double quotes: JSON, YAML, Python, JavaScript.
    Shell, ///< JSON inside the single quotes of a shell.
};

/// What one client needs to know: a file of resources/snippets with places for base URL, key and model.
struct Snippet {
    QString id{};
    QString name{};
    QString note{}; ///< What it is for: `openai 2.x`, `config.yaml`.
    QString icon{};
    QString file{}; ///< Where the lines go.
    QString language{};
    Quote quote = Quote::Plain;
    bool atRoot = false; ///< Its base URL has no `/v1`: the client adds that itself.
    QString keyWords{};  ///< Stands for a key that is not known: where the program finds it.
    QString whole{};
    QString stream{}; ///< The same with a streamed answer; empty when there is no difference.

    /// The lines read the key from the variable SWITCHYARD_API_KEY.
    bool readsVariable() const { return keyWords.contains(u"SWITCHYARD_API_KEY"); }
};

/// Reads a file: `name: value` lines, `---`, the lines, and perhaps `--- stream` and other lines. A line may begin with
/// `{{with key}}` or `{{without key}}`: it is there only when the key is known, or not.
std::optional<Snippet> parseSnippet(const QString &id, const QString &text);

/// All of them, in the order they are shown. A new one is its file, a line in ui.qrc and one in the list.
std::vector<Snippet> readSnippets();

struct SnippetValues {
    QString base{};
    QString model{};
    QString key{}; ///< Empty: not known.
};
QString fillSnippet(const Snippet &snippet, bool stream, const SnippetValues &values);

/// The base URL of a gateway at `endpoint` (`http://127.0.0.1:4141`) as this client wants it.
QString baseOf(const Snippet &snippet, const QString &endpoint);

/// `note` and `file` in the language of the window.
QString snippetWord(const QString &english);

} // namespace ui
