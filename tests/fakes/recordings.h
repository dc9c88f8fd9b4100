#pragma once

#include <functional>
#include <set>
#include <string>
#include <vector>

#include <QDir>
#include <QFile>
#include <QString>

#include "base/json.h"
#include "dialect/assemble.h"
#include "dialect/dialect.h"
#include "dialect/frame_reader.h"

/// The recorded traffic of real providers, where it stands beside the checkout. Tests over it skip without it.
namespace recordings {

struct Case {
    std::string name{}; ///< `anthropic/messages-json-thinking`
    std::string provider{};
    std::string endpoint{};
    std::string responseFile{};
    int status = 0;
    bool streaming = false;
    base::Json request{}; ///< Null where it was not recorded.
    std::string requestText{};
    std::string response{}; ///< With readable bytes behind it.
    base::Json expected{};
    std::set<std::string> features{};
};

inline std::string textOf(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    std::string out = file.readAll().toStdString();
    out.reserve(out.size() + dialect::kReadablePadding);
    return out;
}

inline QDir root()
{
    return QDir(QStringLiteral(ROOT "/../shared/wire/cases"));
}

inline bool available()
{
    return root().exists();
}

inline Case load(const QString &folder, const std::string &name)
{
    const auto json = [&](const char *file) {
        auto parsed = base::parseJson(textOf(folder + QLatin1Char('/') + QLatin1String(file)));
        return parsed ? *parsed : base::Json();
    };
    const base::Json meta = json("meta.json");
    Case out{.name = name,
             .provider = base::textOr(base::at(meta, "provider")),
             .endpoint = base::textOr(base::at(meta, "endpoint")),
             .responseFile = base::textOr(base::at(meta, "response_file")),
             .status = static_cast<int>(base::integerOr(base::at(meta, "status"))),
             .streaming = base::truthOr(base::at(meta, "streaming"), false),
             .request = json("request.json"),
             .requestText = textOf(folder + QStringLiteral("/request.json")),
             .response = {},
             .expected = json("expected.json"),
             .features = {}};
    out.response = textOf(folder + QLatin1Char('/') + QString::fromStdString(out.responseFile));
    for (const base::Json &feature : base::at(meta, "features"))
        out.features.insert(base::textOr(feature));
    return out;
}

/// All cases of these endpoints, in order of their names.
inline std::vector<Case> of(const std::set<std::string> &endpoints)
{
    std::vector<Case> out;
    for (const QString &provider : root().entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name)) {
        const QDir folder(root().filePath(provider));
        for (const QString &name : folder.entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name)) {
            Case one = load(folder.filePath(name), (provider + QLatin1Char('/') + name).toStdString());
            if (endpoints.contains(one.endpoint))
                out.push_back(std::move(one));
        }
    }
    return out;
}

/// Feeds a recorded stream to the dialect's reader in slices of that many bytes. Errors: of the reader.
inline base::Result<dialect::Assembler> readStream(const dialect::Dialect &dialect, const std::string &stream,
                                                   std::size_t slice)
{
    dialect::Assembler out;
    const auto reader = dialect.call->makeReader();
    dialect::FrameReader frames(dialect.framing);
    std::string unread;
    const auto drain = [&](bool atEnd) -> base::Result<> {
        dialect::SseEvent event;
        for (;;) {
            unread.reserve(unread.size() + dialect::kReadablePadding);
            const auto step = frames.next(unread, event, atEnd);
            if (!step)
                return base::fail(step.error());
            if (*step == dialect::SseReader::Step::NeedMore)
                return {};
            model::ChatEvents events;
            if (event.hasData)
                if (auto read = reader->read(event.type, event.data, events); !read)
                    return read;
            for (const model::ChatEvent &one : events)
                out.take(one);
            unread.erase(0, event.raw.size());
        }
    };
    for (std::size_t at = 0; at < stream.size(); at += slice) {
        unread.append(stream, at, slice);
        if (auto drained = drain(false); !drained)
            return base::fail(drained.error());
    }
    if (auto drained = drain(true); !drained)
        return base::fail(drained.error());
    model::ChatEvents events;
    reader->end(events);
    for (const model::ChatEvent &one : events)
        out.take(one);
    return out;
}

inline std::string_view openaiWord(model::FinishReason reason)
{
    using enum model::FinishReason;
    switch (reason) {
    case Stop:
    case StopSequence:
    case Pause:
        return "stop";
    case Length:
        return "length";
    case ToolCalls:
        return "tool_calls";
    case ContentFilter:
    case Refusal:
        return "content_filter";
    case None:
    case Other:
        break;
    }
    return "";
}

/// The first choice in the shape of expected.json, as far as the middle form has it.
inline base::Json described(const model::ChatAnswer &answer)
{
    base::Json out = {{"model", answer.model},
                      {"text", ""},
                      {"reasoning", nullptr},
                      {"refusal", nullptr},
                      {"tool_calls", base::Json::array()}};
    const auto append = [&](const char *field, const std::string &text) {
        out[field] = base::textOr(out[field]) + text;
    };
    const model::ChatChoice first = answer.choices.empty() ? model::ChatChoice{} : answer.choices.front();
    for (const model::Part &part : first.parts) {
        if (part.kind == model::PartKind::Text)
            append("text", part.text);
        else if (part.kind == model::PartKind::Thinking && !part.text.empty())
            append("reasoning", part.text);
        else if (part.kind == model::PartKind::Refusal)
            append("refusal", part.text);
        else if (part.kind == model::PartKind::ToolCall) {
            const auto arguments = base::parseJson(part.arguments);
            out["tool_calls"].push_back({{"name", part.name},
                                         {"arguments", arguments ? *arguments : base::Json()},
                                         {"raw", arguments ? base::Json() : base::Json(part.arguments)}});
        }
    }
    out["finish"] = openaiWord(first.finish);
    out["usage"] = {{"input", answer.usage.input},
                    {"cached", answer.usage.cacheRead},
                    {"cache_write", answer.usage.cacheWrite()},
                    {"output", answer.usage.output},
                    {"reasoning", answer.usage.reasoning}};
    return out;
}

/// expected.json in the same shape, so that a plain comparison tells.
inline base::Json wanted(const Case &one)
{
    base::Json out = {{"model", one.expected["model"]},
                      {"text", one.expected["text"]},
                      {"reasoning", one.expected["reasoning"]},
                      {"refusal", one.expected["refusal"]},
                      {"tool_calls", base::Json::array()}};
    for (const base::Json &call : base::at(one.expected, "tool_calls"))
        out["tool_calls"].push_back(
            {{"name", call["name"]}, {"arguments", call["arguments"]}, {"raw", base::at(call, "raw")}});
    out["finish"] = base::textOr(base::at(base::at(one.expected, "finish"), "openai"));
    out["usage"] = base::at(one.expected, "usage");
    return out;
}

} // namespace recordings
