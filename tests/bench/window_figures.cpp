#include <algorithm>
#include <cstdio>
#include <functional>
#include <memory>

#include <QApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QKeyEvent>
#include <QPaintEvent>
#include <QProcess>
#include <QScrollBar>
#include <QTemporaryDir>
#include <QThread>

#include "gateway.h"
#include "ui/shell/command_palette.h"
#include "ui/shell/main_window.h"
#include "ui/theme/theme.h"
#include "ui/translator.h"
#include "ui/ui_resources.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/page.h"
#include "ui/widgets/windowed_model.h"

// What only the window itself can tell: how long it takes until rows are painted, and its memory while one scrolls.
// `bench_window_figures DATA_DIRECTORY PACED_LOAD` prints one line of JSON. Started by window.py.

namespace {

using namespace Qt::Literals::StringLiterals;

constexpr QSize kSize(1440, 900);
constexpr qint64 kPatienceMs = 60'000;
constexpr int kSteps = 150;    ///< Places that are looked at on the way through the whole log.
constexpr int kWarmSteps = 50; ///< After these, memory is to stay.
constexpr int kTurnMs = 2;
constexpr unsigned long kNapMicros = 200; ///< Between two turns of the loop: the gateway's threads want the cores too.
constexpr int kRepeats = 5;
constexpr int kTailSeconds = 20;
constexpr int kTailRate = 1000; ///< Calls a second.

/// Sees the widgets of one kind being painted.
class Paints final : public QObject {
public:
    explicit Paints(std::function<bool(const QObject &)> wanted) : m_wanted(std::move(wanted))
    {
        qApp->installEventFilter(this);
    }
    bool seen = false;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() == QEvent::Paint && m_wanted(*watched))
            seen = true;
        return QObject::eventFilter(watched, event);
    }

private:
    std::function<bool(const QObject &)> m_wanted;
};

/// Milliseconds until `reached`; -1 when it does not come.
double millisUntil(const std::function<bool()> &reached)
{
    QElapsedTimer time;
    time.start();
    while (!reached()) {
        if (time.hasExpired(kPatienceMs))
            return -1;
        QApplication::processEvents(QEventLoop::AllEvents, kTurnMs);
        QThread::usleep(kNapMicros);
    }
    return static_cast<double>(time.nsecsElapsed()) / 1e6;
}

void rest(int millis)
{
    QElapsedTimer time;
    time.start();
    millisUntil([&] { return time.hasExpired(millis); });
}

double residentMib()
{
    QFile status(u"/proc/self/status"_s);
    if (!status.open(QIODevice::ReadOnly))
        return -1;
    for (const QByteArray &line : status.readAll().split('\n'))
        if (line.startsWith("VmRSS:"))
            return line.mid(6).simplified().split(' ').first().toDouble() / 1024;
    return -1;
}

/// A window over the gateway's data, and what it takes to get through a million calls in it.
class Figures {
public:
    explicit Figures(gateway::Gateway &gateway) : m_gateway(gateway), m_window(gateway.client())
    {
        m_window.resize(kSize);
        m_window.show();
        rest(1'500); // its own first questions are over
    }

    base::Json measure(const QString &load)
    {
        base::Json out;
        out["requests_open_ms"] = openRequests();
        out["count_ms"] = millisUntil([this] { return table()->model()->rowCount() > ui::WindowedModel::kPageRows; });
        out["rows"] = table()->model()->rowCount();
        out["end_key_ms"] = press(Qt::Key_End);
        std::vector<double> again;
        for (int i = 0; i < kRepeats; ++i) {
            press(Qt::Key_Home);
            again.push_back(press(Qt::Key_End));
        }
        std::ranges::sort(again);
        out["end_key_again_ms"] = again[again.size() / 2];
        scroll(out);
        out["palette_ms"] = openPalette();
        for (const auto *word : {"claude", "nothing-has-this-name"})
            out[std::string("search_ms_") + word] = search(word);
        follow(out, load);
        return out;
    }

private:
    ui::DataTable *table() const { return m_window.page()->findChild<ui::DataTable *>(); }

    /// The rows in sight are here, and painted.
    std::function<bool()> rowsPainted()
    {
        auto paints = std::make_shared<Paints>([this](const QObject &painted) {
            ui::DataTable *shown = table();
            if (!shown || &painted != shown->viewport())
                return false;
            const auto *model = qobject_cast<const ui::WindowedModel *>(shown->model());
            const int first = shown->rowAt(0);
            const int last = shown->rowAt(shown->viewport()->height() - 1);
            return first >= 0 && model->isLoaded(first) && model->isLoaded(last < 0 ? model->rowCount() - 1 : last);
        });
        return [paints] { return paints->seen; };
    }

    double openRequests()
    {
        const auto painted = rowsPainted();
        QElapsedTimer time;
        time.start();
        m_window.showPage(u"requests");
        return millisUntil(painted) < 0 ? -1 : static_cast<double>(time.nsecsElapsed()) / 1e6;
    }

    double press(int key)
    {
        const auto painted = rowsPainted();
        QElapsedTimer time;
        time.start();
        QKeyEvent event(QEvent::KeyPress, key, Qt::NoModifier);
        QApplication::sendEvent(table(), &event);
        return millisUntil(painted) < 0 ? -1 : static_cast<double>(time.nsecsElapsed()) / 1e6;
    }

    void scroll(base::Json &out)
    {
        QScrollBar *bar = table()->verticalScrollBar();
        std::vector<double> steps;
        double warm = 0;
        double most = 0;
        for (int i = 0; i <= kSteps; ++i) {
            const auto painted = rowsPainted();
            bar->setValue(static_cast<int>(static_cast<qint64>(bar->maximum()) * i / kSteps));
            steps.push_back(millisUntil(painted));
            (i < kWarmSteps ? warm : most) = std::max(i < kWarmSteps ? warm : most, residentMib());
        }
        std::ranges::sort(steps);
        out["scroll_step_ms"] = steps[steps.size() / 2];
        out["scroll_memory_mib"] = most;
        out["scroll_growth_mib"] = std::max(0.0, most - warm);
    }

    double openPalette()
    {
        Paints paints([](const QObject &painted) { return qobject_cast<const ui::CommandPalette *>(&painted); });
        QElapsedTimer time;
        time.start();
        m_window.openPalette();
        return millisUntil([&] { return paints.seen; }) < 0 ? -1 : static_cast<double>(time.nsecsElapsed()) / 1e6;
    }

    /// As the page asks it: the first page, and how many there are.
    double search(const std::string &words)
    {
        int answered = 0;
        QElapsedTimer time;
        time.start();
        for (const bool counted : {false, true}) {
            admin::AdminCall call{.operation = "requests.list",
                                  .query = {{"q", words}, {"limit", counted ? "1" : "100"}, {"offset", "0"}}};
            if (counted)
                call.query.emplace_back("count", "true");
            m_gateway.client().call(std::move(call), &m_window, [&answered](const auto &) { ++answered; });
        }
        return millisUntil([&] { return answered == 2; }) < 0 ? -1 : static_cast<double>(time.nsecsElapsed()) / 1e6;
    }

    /// Where calls are to go, and a key for them, as arguments for the load.
    QStringList callers(const QTemporaryDir &folder)
    {
        const auto listening = m_gateway.listen({.address = "127.0.0.1", .port = std::uint16_t{0}, .workers = 1});
        const auto key = m_gateway.call({.operation = "api_keys.create", .body = {{"name", "load"}}});
        QFile body(folder.filePath(u"body.json"_s));
        if (!listening || !key || !body.open(QIODevice::WriteOnly))
            return {};
        body.write(R"({"model":"default","max_tokens":1,"messages":[{"role":"user","content":"hi"}]})");
        const auto words = [](std::string_view text) { return QString::fromUtf8(text.data(), std::ssize(text)); };
        return {u"--url"_s,     words(m_gateway.addresses().front()) + u"/v1/chat/completions"_s,
                u"--key"_s,     words(base::textOr(base::at(*key, "key"))),
                u"--body"_s,    body.fileName(),
                u"--rate"_s,    QString::number(kTailRate),
                u"--seconds"_s, QString::number(kTailSeconds)};
    }

    /// The live tail, with calls coming in: how long the turns of the window's thread are that painted something.
    void follow(base::Json &out, const QString &load)
    {
        const QTemporaryDir folder;
        const QStringList arguments = callers(folder);
        press(Qt::Key_Home);
        QProcess calls;
        calls.start(load, arguments);
        if (arguments.isEmpty() || !calls.waitForStarted()) {
            out["tail_frame_ms"] = -1;
            return;
        }
        Paints paints([](const QObject &painted) { return painted.isWidgetType(); });
        std::vector<double> frames;
        millisUntil([&] {
            QElapsedTimer turn;
            turn.start();
            paints.seen = false;
            QApplication::processEvents(QEventLoop::AllEvents, kTurnMs);
            if (paints.seen)
                frames.push_back(static_cast<double>(turn.nsecsElapsed()) / 1e6);
            return calls.state() == QProcess::NotRunning;
        });
        calls.waitForFinished();
        const auto told = base::parseJson(calls.readAllStandardOutput().toStdString());
        out["tail_answered"] = told ? base::integerOr(base::at(*told, "answered")) : -1;
        out["tail_frames"] = frames.size();
        std::ranges::sort(frames);
        out["tail_frame_ms"] = frames.empty() ? -1 : frames[frames.size() * 95 / 100];
        out["tail_longest_ms"] = frames.empty() ? -1 : frames.back();
    }

    gateway::Gateway &m_gateway;
    ui::MainWindow m_window;
};

} // namespace

int main(int argc, char **argv)
{
    if (argc != 3) {
        std::fprintf(stderr, "usage: bench_window_figures DATA_DIRECTORY PACED_LOAD\n");
        return 2;
    }
    QApplication application(argc, argv);
    ui::initResources();
    ui::installTranslator(application, QLocale(QLocale::English, QLocale::UnitedStates));
    const ui::Theme theme(application, ui::Theme::Mode::Light);
    auto gateway = gateway::Gateway::open(argv[1]);
    if (!gateway) {
        std::fprintf(stderr, "%s\n", gateway.error().detail.c_str());
        return 1;
    }
    Figures figures(**gateway);
    std::printf("%s\n", base::dump(figures.measure(QString::fromLocal8Bit(argv[2]))).c_str());
    return 0;
}
