#include <cstdio>
#include <iostream>
#include <iterator>
#include <memory>

#include <QDate>
#include <QGuiApplication>
#include <QLocale>

#include "app/command_line.h"
#include "app/commands.h"
#include "app/environment.h"
#include "app/reach.h"
#include "app/report_printer.h"
#include "app/text_output.h"
#include "ui/translator.h"
#include "ui/ui_resources.h"

namespace app {
namespace {

using base::Json;

admin::AdminCall callOf(const Arguments &arguments, const std::string &format)
{
    admin::AdminCall out{.operation = arguments.has("usage") ? "reports.usage" : "reports.billing"};
    for (const auto &[option, name] :
         {std::pair("from", "from"), std::pair("to", "to"), std::pair("zone", "zone"),
          std::pair("group-by", "group_by"), std::pair("period", "period"), std::pair("provider", "provider"),
          std::pair("key", "key"), std::pair("model", "model"), std::pair("user", "user"), std::pair("team", "team"),
          std::pair("currency", "currency")})
        if (arguments.has(option))
            out.query.emplace_back(name, arguments.value(option));
    out.query.emplace_back("format", format);
    return out;
}

/// A client key by name or id, also one that was removed. Errors: NotFound.
base::Result<Json> keyOf(Reach &reach, const std::string &wanted)
{
    const auto all = reach.call({.operation = "cost.by_key", .query = {{"from", "1970-01-02"}}});
    if (!all)
        return base::fail(all.error());
    for (const Json &row : base::at(*all, "data")) {
        const Json &key = base::at(row, "key");
        if (base::at(key, "key") == wanted || base::at(key, "key_id") == wanted)
            return key;
    }
    return base::fail(base::ErrorCode::NotFound, "there is no call of a client key \"" + wanted + "\"");
}

bool isMonth(const std::string &text)
{
    return QDate::fromString(QString::fromStdString(text + "-01"), Qt::ISODate).isValid();
}

/// What one key cost in a month: by day and by model.
base::Result<Json> slipOf(Reach &reach, const Arguments &arguments)
{
    const auto key = keyOf(reach, arguments.value("slip"));
    if (!key)
        return key;
    admin::AdminCall call{
        .operation = "reports.slip",
        .query = {{"key", base::textOr(base::at(*key, "key_id"))}, {"month", arguments.value("month")}}};
    for (const char *option : {"zone", "currency"})
        if (arguments.has(option))
            call.query.emplace_back(option, arguments.value(option));
    return reach.call(call);
}

/// In which words and numbers: those of the system, in English words, where nothing is said.
void speak(const std::string &language)
{
    if (language.empty())
        return;
    ui::initResources();
    ui::installTranslator(*QCoreApplication::instance(), QLocale(QString::fromStdString(language)));
}

int printReport(Reach &reach, const Arguments &arguments, TextOutput &output)
{
    const auto report = arguments.has("slip") ? slipOf(reach, arguments) : reach.call(callOf(arguments, "json"));
    if (!report)
        return complain(report.error());
    speak(arguments.value("language"));
    const QByteArray pdf = pdfOf(*report);
    output.write({pdf.data(), static_cast<std::size_t>(pdf.size())});
    return finish(output, {});
}

/// For a gateway without a window: a report comes in as JSON and leaves as PDF.
int printInput()
{
    const std::string text{std::istreambuf_iterator<char>(std::cin), {}};
    const auto report = base::parseJson(text);
    if (!report)
        return complain(report.error());
    speak(base::textOr(base::at(*report, "language")));
    const QByteArray pdf = pdfOf(*report);
    TextOutput output{{}};
    output.write({pdf.data(), static_cast<std::size_t>(pdf.size())});
    return finish(output, {});
}

int writeText(Reach &reach, const Arguments &arguments, TextOutput &output)
{
    return finish(output,
                  reach.text(callOf(arguments, "csv"), [&](std::string_view text) { return output.write(text); }));
}

int writeJson(Reach &reach, const Arguments &arguments, TextOutput &output)
{
    const auto report = reach.call(callOf(arguments, "json"));
    if (!report)
        return complain(report.error());
    output.write(base::dump(*report) + "\n");
    return finish(output, {});
}

/// What is wrong with the words, or nothing.
std::string wrongIn(const Arguments &arguments, const std::string &format)
{
    if (!arguments.words.empty())
        return "`report` does not take \"" + arguments.words.front() + "\"";
    if (format != "csv" && format != "json" && format != "pdf")
        return "--format must be csv, json or pdf";
    if (arguments.has("slip") != arguments.has("month"))
        return "--slip KEY and --month 2026-10 belong together";
    if (arguments.has("month") && !isMonth(arguments.value("month")))
        return "--month must be a month such as 2026-10";
    if (arguments.has("slip") && arguments.has("format") && arguments.value("format") != "pdf")
        return "a slip is a PDF";
    const std::string language = arguments.value("language");
    if (arguments.has("language") && language != "en" && language != "zh_CN")
        return "--language must be en or zh_CN";
    return {};
}

} // namespace

int reportCommand(int &argc, char **argv, Words words)
{
    const auto arguments =
        parseArguments(words,
                       {"data-dir", "from", "to", "zone", "group-by", "period", "format", "output", "provider", "key",
                        "model", "user", "team", "slip", "month", "currency", "language"},
                       {"usage", "print"});
    if (!arguments)
        return wrongUse(arguments.error().detail);
    const std::string format = arguments->has("slip")     ? "pdf"
                               : arguments->has("format") ? arguments->value("format")
                                                          : "csv";
    if (const std::string wrong = wrongIn(*arguments, format); !wrong.empty())
        return wrongUse(wrong);
    const bool prints = format == "pdf" || arguments->has("print");
    if (prints)
        qputenv("QT_QPA_PLATFORM", "offscreen"); // text is laid out without a screen, too
    const std::unique_ptr<QCoreApplication> application =
        prints ? std::make_unique<QGuiApplication>(argc, argv) : std::make_unique<QCoreApplication>(argc, argv);
    if (arguments->has("print"))
        return printInput();
    auto reach = Reach::open(dataDirectory(arguments->value("data-dir")));
    if (!reach)
        return complain(reach.error());
    TextOutput output(arguments->value("output"));
    if (prints)
        return printReport(*reach, *arguments, output);
    return format == "csv" ? writeText(*reach, *arguments, output) : writeJson(*reach, *arguments, output);
}

} // namespace app
