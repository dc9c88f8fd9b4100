#include "ui/shots/logs_scenes.h"

#include <iterator>

#include <QLineEdit>
#include <QTableView>

#include "ui/shell/main_window.h"
#include "ui/shots/scenes.h"
#include "ui/widgets/page.h"

namespace ui::logs_scenes {
namespace {

using namespace Qt::Literals::StringLiterals;
using base::Json;

struct Said {
    const char *at;
    const char *level;
    const char *category;
    const char *message;
    const char *fields;
};

constexpr Said kSaid[] = {
    {"2026-11-20T08:42:31.882Z", "warning", "calls", "a call failed",
     "{'request_id':'req_01a202c7899d7e66','provider':'OpenAI','error':'rate_limited','status':429,'attempts':1}"},
    {"2026-11-20T08:42:30.104Z", "warning", "calls", "an answer broke off",
     "{'request_id':'req_01a202c77fa07c11','provider':'A provider with quite a long name of its own',"
     "'error':'cut','status':200,'attempts':2}"},
    {"2026-11-20T08:40:02.500Z", "info", "ledger", "the ledger is in order again", "{}"},
    {"2026-11-20T08:39:12.071Z", "error", "ledger",
     "the ledger: calls are booked in the journal, but do not get their rows at the moment: the database is locked "
     "by another program; nothing is lost",
     "{}"},
    {"2026-11-20T07:12:44.390Z", "info", "budgets", "the budget \"Marketing\" has reached 80 % of its limit", "{}"},
    {"2026-11-20T06:30:00.018Z", "debug", "server", "certificate read anew", "{'days_left':61}"},
    {"2026-11-20T06:29:59.700Z", "info", "gateway", "listening",
     "{'addresses':'http://127.0.0.1:4141','version':'0.1.0'}"},
};

Json rowOf(const Said &said, int id)
{
    const std::string fields = QString::fromLatin1(said.fields).replace(u'\'', u'"').toStdString();
    const auto values = base::parseJson(fields);
    return {{"id", id},
            {"time", said.at},
            {"level", said.level},
            {"category", said.category},
            {"message", said.message},
            {"fields", values ? *values : Json::object()}};
}

Json answerOf(const char *state, int from)
{
    Json rows = Json::array();
    for (int i = from; i < static_cast<int>(std::size(kSaid)); ++i)
        rows.push_back(rowOf(kSaid[i], 100 - i));
    return {
        {"data", rows},
        {"next", nullptr},
        {"categories", {"budgets", "calls", "gateway", "ledger", "server"}},
        {"newest", 100 - from},
        {"files",
         {{"state", state}, {"message", ""}, {"lost", 0}, {"directory", "/home/ana/.local/share/switchyard/logs"}}}};
}

void fill(const Stage &stage, const char *state = "ok", int from = 0)
{
    stage.client.answer("logs.list", answerOf(state, from));
    stage.window.refreshPage();
    stage.client.settle();
}

} // namespace

void showLines(const Stage &stage)
{
    fill(stage);
}

void showLine(const Stage &stage)
{
    fill(stage);
    for (QTableView *table : stage.window.findChildren<QTableView *>(u"logTable"_s))
        Q_EMIT table->activated(table->model()->index(1, 0));
    stage.client.settle();
}

void pauseLines(const Stage &stage)
{
    fill(stage, "ok", 2);
    stage.press(u"pauseLogs"_s);
}

void failToWrite(const Stage &stage)
{
    fill(stage, "failing");
}

void showNone(const Stage &stage)
{
    Json none = answerOf("ok", static_cast<int>(std::size(kSaid)));
    stage.client.answer("logs.list", none);
    stage.window.refreshPage();
    stage.client.settle();
}

void saveDiagnostics(const Stage &stage)
{
    fill(stage);
    const Json checks = {
        {"state", "note"},
        {"checks",
         {{{"id", "data_directory"}, {"state", "good"}, {"message", "The data directory can be written to."}},
          {{"id", "disk_space"}, {"state", "note"}, {"message", "Only 812 MB are free."}}}}};
    stage.client.answer("doctor.bundle", {{"file", "switchyard-diagnostics-20261120T084236.tar"},
                                          {"files",
                                           {{{"name", "doctor.json"}, {"text", checks.dump(2)}},
                                            {{"name", "switchyard.log"}, {"text", "{}"}}}}});
    stage.act(u"logs.diagnostics"_s);
    stage.client.settle();
    for (QLineEdit *path : stage.window.findChildren<QLineEdit *>(u"diagnosticsPath"_s))
        path->setText(u"/home/ana/switchyard-diagnostics.tar"_s);
}

} // namespace ui::logs_scenes
