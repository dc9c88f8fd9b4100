#include "ui/shots/playground_scenes.h"

#include <QAbstractButton>
#include <QPlainTextEdit>

#include "ui/pages/playground/answer_card.h"
#include "ui/shell/main_window.h"
#include "ui/widgets/page.h"

namespace ui::playground_scenes {
namespace {

using namespace Qt::Literals::StringLiterals;
using admin::AppNews;
using base::Json;

constexpr auto kSent = "POST /v1/chat/completions HTTP/1.1\r\nHost: 127.0.0.1:4141\r\nUser-Agent: switchyard/0.1.0\r\n"
                       "Content-Type: application/json\r\nAuthorization: Bearer ***\r\n";
constexpr auto kAnswer =
    "A stream is one long answer over one connection. When that connection breaks, the rest is lost.\n"
    "\n1. The provider gave up. An overloaded server may close the line after it has begun.\n"
    "2. Something in between timed out. Long thinking is silent, so ask for keep-alive comments.\n"
    "3. Treat a missing end as a failure. \u4e0d\u8981\u4fdd\u5b58\u534a\u4e2a\u7b54\u6848";

void write(const Stage &stage, const char *name, const QString &text)
{
    for (auto *edit : stage.window.page()->findChildren<QPlainTextEdit *>(QString::fromLatin1(name)))
        if (edit->isVisible())
            edit->setPlainText(text);
}

model::ChatEvents text(std::int64_t part, model::PartKind kind, const std::string &words)
{
    return {model::PartBegun{0, part, {.kind = kind}}, model::TextPiece{0, part, words}};
}

AppNews begun(const Stage &stage, int status)
{
    const std::string words = status == 200 ? "OK" : "Too Many Requests";
    return {.sentHead = kSent,
            .status = status,
            .head = "HTTP/1.1 " + std::to_string(status) + " " + words
                    + "\r\ncontent-type: text/event-stream\r\nx-request-id: " + stage.callId.toStdString() + "\r\n"};
}

/// The log tells of this call in place of the one that was not made, translated on its way.
void answerFromLog(const Stage &stage)
{
    Json detail = stage.client.ask({.operation = "requests.get", .path = {{"id", stage.callId.toStdString()}}});
    if (detail.contains("attempt_list") && !detail["attempt_list"].empty()) {
        detail["attempt_list"].back()["dialect"] = "anthropic";
        detail["attempt_list"].back()["params"] = "renamed=max_completion_tokens:max_tokens; defaulted=temperature:1; "
                                                  "dropped=seed, logit_bias";
    }
    stage.client.answer("requests.get", std::move(detail));
}

void prepare(const Stage &stage)
{
    stage.client.answer("playground.tries.keep", Json::object());
    stage.act(u"playground.new"_s);
    stage.window.refreshPage();
    stage.client.settle();
    write(stage, "system", u"You explain things briefly, to people who are in a hurry."_s);
    write(stage, "prompt",
          u"Why does a streamed answer sometimes stop halfway, and what should a client do when that happens? "
          u"Give me three short points."_s);
}

void send(const Stage &stage, std::vector<AppNews> news)
{
    stage.client.hearNews(std::move(news));
    prepare(stage);
    stage.act(u"playground.send"_s);
    stage.client.settle();
}

AppNews ended(model::ChatEvents events)
{
    AppNews out{.events = std::move(events)};
    out.end = admin::AppEnd{.connectUs = 400, .firstByteUs = 660'000, .totalUs = 2'900'000};
    return out;
}

void finish(const Stage &stage)
{
    answerFromLog(stage);
    AppNews first = begun(stage, 200);
    first.events =
        text(0, model::PartKind::Thinking, "They want three points and no more. The weather is asked for, too.");
    AppNews second{.bytes = "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Let me look\"}}]}\n\n",
                   .events = text(1, model::PartKind::Text, "Let me look at the weather first.")};
    model::ChatEvents tool{model::PartBegun{0, 2, {.kind = model::PartKind::ToolCall, .name = "get_weather"}},
                           model::ArgumentsPiece{0, 2, R"({"city":"Berlin","days":2})"},
                           model::ChoiceFinished{.reason = model::FinishReason::ToolCalls, .native = "tool_calls"}};
    send(stage, {std::move(first), std::move(second), ended(std::move(tool))});
}

} // namespace

void stream(const Stage &stage)
{
    AppNews news = begun(stage, 200);
    news.events = {model::PartBegun{0, 0, {}}};
    for (const QString &word : QString::fromUtf8(kAnswer).split(u' '))
        news.events.push_back(model::TextPiece{0, 0, (word + u' ').toStdString()});
    send(stage, {std::move(news)});
}

void finishWithTool(const Stage &stage)
{
    finish(stage);
    stage.press(u"addTools"_s);
}

void showReceipt(const Stage &stage)
{
    finish(stage);
    if (auto *answer = stage.window.page()->findChild<AnswerCard *>())
        answer->showTab(AnswerCard::Tab::Receipt);
    stage.client.settle();
}

void fail(const Stage &stage)
{
    AppNews news = begun(stage, 429);
    news.bytes =
        R"({"error":{"message":"every key for this model is at its limit; try again in 12 s","code":"rate_limited"}})";
    send(stage,
         {std::move(news),
          ended({model::StreamFailed{"every key for this model is at its limit; try again in 12 s", "rate_limited"}})});
}

void writeJson(const Stage &stage)
{
    finish(stage);
    stage.act(u"playground.json"_s);
    if (auto *answer = stage.window.page()->findChild<AnswerCard *>())
        answer->showTab(AnswerCard::Tab::Raw);
    stage.client.settle();
}

void openHistory(const Stage &stage)
{
    const auto row = [](const char *id, const char *dialect, const char *model, int status, const char *body) {
        return Json{{"id", id},           {"at", "2026-11-19T13:0" + std::to_string(status % 7) + ":36.000Z"},
                    {"dialect", dialect}, {"path", "/v1"},
                    {"model", model},     {"key_id", ""},
                    {"body", body},       {"status", status},
                    {"request_id", ""},   {"headers", Json::object()}};
    };
    stage.client.answer("playground.tries",
                        {{"data",
                          {row("try_3", "openai", "smart", 200,
                               R"({"messages":[{"role":"user","content":"Why does a stream stop?"}]})"),
                           row("try_2", "anthropic", "claude-sonnet-5", 429,
                               R"({"messages":[{"role":"user","content":"Translate this."}]})"),
                           row("try_1", "openai.embeddings", "a-model-with-a-name-that-is-rather-long-for-any-row", 0,
                               R"({"input":"one text"})")}}});
    prepare(stage);
    stage.act(u"playground.history"_s);
    stage.client.settle();
}

void showTranslated(const Stage &stage)
{
    answerFromLog(stage);
    const Json newest = stage.client.ask({.operation = "requests.list", .query = {{"limit", "1"}}});
    const Json &rows = base::at(newest, "data"); // another one than the drawer may have open
    if (!rows.empty())
        stage.window.page()->showItem(QString::fromStdString(base::textOr(base::at(rows.front(), "id"))));
    stage.client.settle();
}

} // namespace ui::playground_scenes
