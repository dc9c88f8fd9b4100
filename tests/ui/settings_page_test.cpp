#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>

#include "ui/fake_admin_client.h"
#include "ui/fake_desktop.h"
#include "ui/pages/settings/setting_row.h"
#include "ui/pages/settings/settings_page.h"
#include "ui/shell/main_window.h"
#include "ui/shell/page_list.h"
#include "ui/theme/motion.h"
#include "ui/translator.h"
#include "ui/ui_resources.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/segmented_control.h"
#include "ui/widgets/switch.h"
#include "ui/widgets/tick_list.h"

namespace {

using namespace Qt::Literals::StringLiterals;
using base::Json;
using base::Result;

/// A gateway with settings that are kept, and a port that another program has: 5000.
struct FakeGateway {
    FakeAdminClient client{};
    Json settings{{"default_model", "mock/large"},
                  {"max_attempts", 4},
                  {"switch_delay_ms", 10'000},
                  {"switch_cooldown_ms", 300'000},
                  {"health_checks", true},
                  {"health_check_interval_s", 60},
                  {"health_check_timeout_s", 10},
                  {"health_check_retries", 3},
                  {"health_check_failures", 3},
                  {"health_check_except", Json::array()},
                  {"log_level", "info"},
                  {"log_file_megabytes", 10},
                  {"log_files", 5},
                  {"store_bodies", "off"},
                  {"body_sample_percent", 10},
                  {"body_kilobytes", 256},
                  {"body_keep_days", 7},
                  {"body_keep_megabytes", 1024},
                  {"version", 1}};
    Json checkUp{{"state", "bad"},
                 {"checks",
                  {{{"id", "reach"},
                    {"state", "bad"},
                    {"message", "It can be reached from the network in plain HTTP: others can read keys and calls on "
                                "their way."},
                    {"where", "Start it with --tls instead of --plain-http, or without --listen."}},
                   {{"id", "key_expiry"},
                    {"state", "look"},
                    {"message", "Client keys that never expire: 2 of 3."},
                    {"where", "Keys & users, Expires."}},
                   {{"id", "of_the_future"}, {"state", "good"}, {"message", "<b>Fine.</b>"}, {"where", nullptr}}}}};
    bool superAdmin = true;
    Json status{{"version", "0.1.0"},
                {"started_at", "2026-03-01T10:00:00Z"},
                {"wished", {{"address", "127.0.0.1"}, {"port", 4141}}},
                {"problem", nullptr},
                {"refused_move", nullptr},
                {"storage", {{"state", "ok"}, {"message", ""}}},
                {"ledger", {{"healthy", true}, {"message", ""}}},
                {"keychain", {{"state", "available"}, {"needed", true}}},
                {"data_dir", "/home/x/<b>data</b>"}};

    FakeGateway()
    {
        client.answers["status.get"] = [this](const auto &) -> Result<Json> { return status; };
        client.answers["settings.check_up"] = [this](const auto &) -> Result<Json> { return checkUp; };
        client.answers["settings.get"] = [this](const auto &) -> Result<Json> { return settings; };
        client.answers["providers.list"] = [](const auto &) -> Result<Json> {
            return Json{{"data",
                         {{{"id", "prov_sand"}, {"name", "sandbox"}, {"type", "sandbox"}},
                          {{"id", "prov_1"}, {"name", "Main"}, {"type", "openai"}},
                          {{"id", "prov_2"}, {"name", "At home"}, {"type", "ollama"}}}}};
        };
        client.answers["settings.update"] = [this](const auto &call) -> Result<Json> {
            if (call.body.contains("default_model") && call.body["default_model"] == "no such model")
                return base::fail(base::ErrorCode::Unprocessable, "there is no such model", "default_model");
            if (call.body.contains("switch_delay_ms") && !superAdmin)
                return base::fail(base::ErrorCode::Forbidden, "only a super admin may");
            settings.update(call.body);
            return settings;
        };
        client.answers["settings.rebind"] = [this](const auto &call) { return rebind(call.body["port"]); };
    }

    QString kept(const char *field) const { return QString::fromStdString(base::dump(settings.at(field))); }

    Result<Json> rebind(const Json &port)
    {
        if (port == 5000) {
            status["refused_move"] = {
                {"port", 5000}, {"holder", {{"pid", 812}, {"name", "nginx"}}}, {"suggestion", 5001}};
            return base::fail(base::ErrorCode::Conflict, "port 5000 is used by nginx", "port");
        }
        client.moveTo(u"http://127.0.0.1:%1"_s.arg(base::integerOr(port)));
        return Json{{"listening", Json::array()}};
    }
};

template <typename T>
T *find(QWidget &window, const char *name)
{
    T *hit = window.findChild<T *>(QString::fromLatin1(name));
    Q_ASSERT(hit);
    return hit;
}

ui::SettingRow *rowOf(QWidget *control)
{
    for (QWidget *at = control; at; at = at->parentWidget())
        if (auto *row = qobject_cast<ui::SettingRow *>(at))
            return row;
    return nullptr;
}

} // namespace

/// What can be set, over a real window with a fake gateway and a fake desktop.
class SettingsPageTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        ui::initResources();
        ui::setReducedMotion(true);
        ui::installTranslator(*qApp, QLocale(QLocale::English));
        m_theme = std::make_unique<ui::Theme>(*qApp, ui::Theme::Mode::Light);
    }
    void cleanupTestCase() { m_theme.reset(); }

    void init()
    {
        m_gateway = std::make_unique<FakeGateway>();
        m_desktop = std::make_unique<FakeDesktop>();
        m_window = std::make_unique<ui::MainWindow>(m_gateway->client, nullptr, m_desktop.get());
        m_window->show();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        QTest::keyClick(m_window.get(), Qt::Key_Comma, Qt::ControlModifier);
        QCOMPARE(m_window->currentPage(), ui::pageIndex(u"settings"));
        QTRY_COMPARE(edit("defaultModel")->text(), u"mock/large"_s);
        QTRY_COMPARE(edit("port")->text(), u"4141"_s);
    }
    void cleanup()
    {
        m_window.reset();
        m_desktop.reset();
        m_gateway.reset();
    }

    void aClickReachesWhatItAimsAt()
    {
        auto *theme = find<ui::SegmentedControl>(*m_window, "theme");
        QTest::mouseClick(m_window->windowHandle(), Qt::LeftButton, {},
                          theme->mapTo(m_window.get(), QPoint(theme->width() - 10, theme->height() / 2)));
        QCOMPARE(m_desktop->theme(), ui::Theme::Mode::Dark);
    }

    void choicesOfTheWindowAreTakenAndReadBack()
    {
        auto *theme = find<ui::SegmentedControl>(*m_window, "theme");
        QTest::keyClick(theme, Qt::Key_End);
        QCOMPARE(m_desktop->theme(), ui::Theme::Mode::Dark);
        QTest::keyClick(find<ui::SegmentedControl>(*m_window, "onClose"), Qt::Key_End);
        QCOMPARE(m_desktop->onClose(), ui::DesktopServices::OnClose::Quit);
        auto *login = find<ui::Switch>(*m_window, "startAtLogin");
        QVERIFY(!login->isOn());
        login->click();
        QVERIFY(m_desktop->startsAtLogin());
        QVERIFY(login->isOn());
        auto *restart = button("restartNow");
        QVERIFY(!restart->isVisible());
        auto *zoom = find<QComboBox>(*m_window, "zoom");
        zoom->setFocus();
        QTest::keyClick(zoom, Qt::Key_Down);
        QCOMPARE(m_desktop->zoom(), 110);
        QVERIFY(restart->isVisible());
        restart->click();
        QCOMPARE(m_desktop->restarts, 1);
    }

    void withoutATrayClosingQuits()
    {
        m_desktop->tray = false;
        m_desktop->setOnClose(ui::DesktopServices::OnClose::KeepRunning);
        Q_EMIT m_desktop->changed();
        auto *control = find<ui::SegmentedControl>(*m_window, "onClose");
        QVERIFY(!control->isEnabled());
        QCOMPARE(control->current(), 2);
        QVERIFY(rowOf(control)->matches({u"no tray"_s}));
    }

    void whatTheGatewayKeepsIsShown()
    {
        auto *attempts = find<ui::SegmentedControl>(*m_window, "maxAttempts");
        QTRY_COMPARE(attempts->current(), 3);
        QTest::keyClick(attempts, Qt::Key_Home);
        QTRY_COMPARE(m_gateway->kept("max_attempts"), u"1"_s);
        auto *model = edit("defaultModel");
        model->setFocus();
        model->selectAll();
        QTest::keyClicks(model, u"mock/small"_s);
        QTest::keyClick(model, Qt::Key_Return);
        QTRY_COMPARE(m_gateway->kept("default_model"), u"\"mock/small\""_s);
        QCOMPARE(m_gateway->kept("max_attempts"), u"1"_s);
    }

    void aRefusedModelStaysWithTheReason()
    {
        auto *model = edit("defaultModel");
        model->setFocus();
        model->selectAll();
        QTest::keyClicks(model, u"no such model"_s);
        QTest::keyClick(model, Qt::Key_Return);
        QTRY_COMPARE(rowOf(model)->error(), u"there is no such model"_s);
        QTest::keyClick(m_window.get(), Qt::Key_F5);
        m_gateway->client.settle(); // for the answer, which must not take the words away
        QCOMPARE(model->text(), u"no such model"_s);
        QCOMPARE(m_gateway->kept("default_model"), u"\"mock/large\""_s);
    }

    void theCheckUpSaysWhatHoldsAndWhereToChangeIt()
    {
        auto *section = find<QWidget>(*m_window, "securitySection");
        QTRY_VERIFY(section->isVisible());
        const auto badges = section->findChildren<ui::Badge *>();
        QCOMPARE(badges.size(), 3);
        QCOMPARE(badges[0]->text(), u"Needs you"_s);
        QCOMPARE(badges[1]->text(), u"Worth a look"_s);
        QCOMPARE(badges[2]->text(), u"Good"_s);
        QVERIFY(rowOf(badges[0])->matches({u"who can reach it"_s, u"plain HTTP"_s, u"--tls"_s}));
        QVERIFY(rowOf(badges[1])->matches({u"2 of 3"_s, u"Keys & users"_s}));
        QVERIFY(rowOf(badges[2])->matches({u"of_the_future"_s, u"<b>Fine.</b>"_s}));
        auto *search = edit("settingSearch");
        search->setText(u"never expire"_s);
        QTRY_VERIFY(!rowOf(badges[0])->isVisible());
        QVERIFY(section->isVisible() && rowOf(badges[1])->isVisible());
    }

    void theTimesOfTheRoutingSwitchAreKept()
    {
        auto *delay = edit("switchDelay");
        auto *cooldown = edit("switchCooldown");
        QTRY_COMPARE(delay->text(), u"0:10"_s);
        QCOMPARE(cooldown->text(), u"5:00"_s);
        type(*delay, u"90"_s);
        m_gateway->client.settle();
        QCOMPARE(m_gateway->kept("switch_delay_ms"), u"90000"_s);
        QCOMPARE(delay->text(), u"1:30"_s); // as the gateway keeps it
        type(*cooldown, u"1:00:00"_s);
        m_gateway->client.settle();
        QCOMPARE(m_gateway->kept("switch_cooldown_ms"), u"3600000"_s);
        QCOMPARE(m_gateway->kept("switch_delay_ms"), u"90000"_s);
    }

    void aTimeThatIsNoneIsNotSent_data()
    {
        QTest::addColumn<QString>("text");
        for (const char *text : {"", "soon", "1:75", "25:00:00", "-5"})
            QTest::newRow(*text == 0 ? "nothing" : text) << QString::fromLatin1(text);
    }
    void aTimeThatIsNoneIsNotSent()
    {
        QFETCH(QString, text);
        auto *delay = edit("switchDelay");
        QTRY_VERIFY(delay->isEnabled());
        type(*delay, text);
        m_gateway->client.settle();
        QCOMPARE(m_gateway->client.count("settings.update"), 0);
        QVERIFY(rowOf(delay)->error().startsWith(u"Give minutes and seconds"_s));
        QTest::keyClick(m_window.get(), Qt::Key_F5);
        m_gateway->client.settle();
        QCOMPARE(delay->text(), text);
        type(*delay, u"0:10"_s); // as it holds
        QVERIFY(rowOf(delay)->error().isEmpty());
    }

    void onlyASuperAdminMaySetThem()
    {
        m_gateway->superAdmin = false;
        auto *delay = edit("switchDelay");
        QTRY_VERIFY(delay->isEnabled());
        type(*delay, u"0"_s);
        m_gateway->client.settle();
        QCOMPARE(m_gateway->kept("switch_delay_ms"), u"10000"_s);
        QCOMPARE(rowOf(delay)->error(), u"Only a super admin may change the times of the routing switch."_s);
    }

    void howKeysAreCheckedIsSet()
    {
        auto *interval = edit("health_check_interval_s");
        QTRY_COMPARE(interval->text(), u"60"_s);
        type(*interval, u"300"_s);
        m_gateway->client.settle();
        QCOMPARE(m_gateway->kept("health_check_interval_s"), u"300"_s);
        type(*interval, u"0"_s);
        m_gateway->client.settle();
        QCOMPARE(m_gateway->kept("health_check_interval_s"), u"300"_s);
        QCOMPARE(rowOf(interval)->error(), u"Give a whole number from 1 to 86400."_s);
        auto *on = find<ui::Switch>(*m_window, "checksOn");
        QVERIFY(on->isOn());
        on->click();
        m_gateway->client.settle();
        QCOMPARE(m_gateway->kept("health_checks"), u"false"_s);
        QVERIFY(!on->isOn());
    }

    void providersCanBeLeftOutOfTheChecks()
    {
        auto *list = find<ui::TickList>(*m_window, "checksExcept");
        QTRY_VERIFY(list->isEnabled());
        QCOMPARE(list->findChildren<QCheckBox *>().size(), 2); // the sandbox is never checked
        find<QCheckBox>(*list, "prov_2")->click();
        m_gateway->client.settle();
        QCOMPARE(m_gateway->kept("health_check_except"), u"[\"prov_2\"]"_s);
        find<QCheckBox>(*list, "prov_2")->click();
        m_gateway->client.settle();
        QCOMPARE(m_gateway->kept("health_check_except"), u"[]"_s);
    }

    void whatTheLogKeepsIsSet()
    {
        auto *level = find<ui::SegmentedControl>(*m_window, "logLevel");
        QTRY_VERIFY(level->isEnabled());
        QCOMPARE(level->current(), 1);
        level->setFocus();
        QTest::keyClick(level, Qt::Key_End);
        m_gateway->client.settle();
        QCOMPARE(m_gateway->kept("log_level"), u"\"error\""_s);
        auto *files = edit("log_files");
        type(*files, u"0"_s);
        QCOMPARE(rowOf(files)->error(), u"Give a whole number from 1 to 50."_s);
        type(*files, u"7"_s);
        m_gateway->client.settle();
        QCOMPARE(m_gateway->kept("log_files"), u"7"_s);
    }

    void whoseRequestsAndAnswersAreKeptIsSet()
    {
        auto *store = find<QComboBox>(*m_window, "storeBodies");
        QTRY_VERIFY(store->isEnabled());
        QCOMPARE(store->currentData().toString(), u"off"_s);
        store->setCurrentIndex(store->findData(u"errors"_s));
        Q_EMIT store->activated(store->currentIndex());
        m_gateway->client.settle();
        QCOMPARE(m_gateway->kept("store_bodies"), u"\"errors\""_s);
        auto *days = edit("body_keep_days");
        QTRY_COMPARE(days->text(), u"7"_s);
        type(*days, u"0"_s);
        m_gateway->client.settle();
        QCOMPARE(rowOf(days)->error(), u"Give a whole number from 1 to 3650."_s);
        type(*days, u"30"_s);
        m_gateway->client.settle();
        QCOMPARE(m_gateway->kept("body_keep_days"), u"30"_s);
    }

    void whatIsKeptIsRemovedAtTheSecondPress()
    {
        int cleared = 0;
        m_gateway->client.answers["requests.bodies.clear"] = [&](const auto &) -> Result<Json> {
            ++cleared;
            return Json(nullptr);
        };
        auto *clear = button("clearBodies");
        clear->click();
        m_gateway->client.settle();
        QCOMPARE(cleared, 0);
        QCOMPARE(clear->text(), u"Remove for good"_s);
        clear->click();
        m_gateway->client.settle();
        QCOMPARE(cleared, 1);
        QCOMPARE(clear->text(), u"Remove all"_s);
    }

    void aTakenPortNamesItsHolderAndAFreeOneIsOneClickAway()
    {
        auto *port = edit("port");
        auto *other = button("useFreePort");
        port->setFocus();
        port->selectAll();
        QTest::keyClicks(port, u"0"_s);
        QTest::keyClick(port, Qt::Key_Return);
        QCOMPARE(rowOf(port)->error(), u"Give a number from 1 to 65535."_s);
        port->selectAll();
        QTest::keyClicks(port, u"5000"_s);
        QVERIFY(rowOf(port)->error().isEmpty());
        QTest::keyClick(port, Qt::Key_Return);
        QTRY_COMPARE(rowOf(port)->error(), u"nginx (process 812) has port 5000."_s);
        QCOMPARE(other->text(), u"Use port 5001"_s);
        QVERIFY(other->isVisible());
        other->click();
        QTRY_COMPARE(port->text(), u"5001"_s);
        QTRY_COMPARE(find<QLabel>(*m_window, "address")->text(), u"http://127.0.0.1:5001"_s);
        QVERIFY(rowOf(port)->error().isEmpty());
        QVERIFY(!other->isVisible());
    }

    void troubleOfTheGatewayIsSaidWhereItBelongs()
    {
        m_gateway->status["keychain"]["state"] = "locked";
        m_gateway->status["ledger"] = {{"healthy", false}, {"message", "the disk is full"}};
        m_gateway->status["problem"] = {{"port", 4141}, {"holder", nullptr}, {"suggestion", 4142}};
        m_gateway->client.moveTo({});
        QTest::keyClick(m_window.get(), Qt::Key_F5);
        QTRY_COMPARE(button("useFreePort")->text(), u"Use port 4142"_s);
        const auto rows = m_window->findChildren<ui::SettingRow *>();
        const auto says = [&](const QString &words) {
            return std::ranges::any_of(
                rows, [&](const ui::SettingRow *row) { return row->matches({words}) || row->error().contains(words); });
        };
        QVERIFY(says(u"keychain is locked"_s));
        QVERIFY(says(u"the disk is full"_s));
        QCOMPARE(find<QLabel>(*m_window, "dataPath")->textFormat(), Qt::PlainText);
    }

    void searchLeavesWhatMatches()
    {
        auto *search = edit("settingSearch");
        QTest::keyClick(m_window.get(), Qt::Key_F, Qt::ControlModifier);
        QVERIFY(search->hasFocus());
        QTest::keyClicks(search, u"tray close"_s);
        QTRY_VERIFY(!edit("port")->isVisible());
        QVERIFY(find<QWidget>(*m_window, "onClose")->isVisible());
        QVERIFY(!find<QWidget>(*m_window, "language")->isVisible());
        search->selectAll();
        QTest::keyClicks(search, u"calls"_s); // a section's own name shows all of it
        QTRY_VERIFY(edit("defaultModel")->isVisible());
        search->selectAll();
        QTest::keyClicks(search, u"nothing of the kind"_s);
        QTRY_VERIFY(find<QWidget>(*m_window, "noSetting")->isVisible());
        QTest::keyClick(search, Qt::Key_Escape);
        QTRY_VERIFY(edit("port")->isVisible());
    }

private:
    QLineEdit *edit(const char *name) { return find<QLineEdit>(*m_window, name); }
    static void type(QLineEdit &line, const QString &text)
    {
        line.setFocus();
        line.selectAll();
        QTest::keyClick(&line, Qt::Key_Delete);
        QTest::keyClicks(&line, text);
        QTest::keyClick(&line, Qt::Key_Return);
    }
    QPushButton *button(const char *name) { return find<QPushButton>(*m_window, name); }
    std::unique_ptr<ui::Theme> m_theme;
    std::unique_ptr<FakeGateway> m_gateway;
    std::unique_ptr<FakeDesktop> m_desktop;
    std::unique_ptr<ui::MainWindow> m_window;
};

QTEST_MAIN(SettingsPageTest)

#include "settings_page_test.moc"
