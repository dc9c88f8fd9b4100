#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>

#include "gateway.h"
#include "ui/pages/settings/list_field.h"
#include "ui/pages/settings/setting_row.h"
#include "ui/shell/main_window.h"
#include "ui/shell/page_list.h"
#include "ui/theme/motion.h"
#include "ui/theme/theme.h"
#include "ui/translator.h"
#include "ui/ui_resources.h"
#include "ui/widgets/button.h"
#include "ui/widgets/switch.h"
#include "ui/widgets/text_area.h"

namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int kPatience = 15'000; ///< Unit: milliseconds.

ui::SettingRow *rowOf(QWidget *control)
{
    for (QWidget *at = control; at != nullptr; at = at->parentWidget())
        if (auto *row = qobject_cast<ui::SettingRow *>(at))
            return row;
    return nullptr;
}

} // namespace

/// The page Settings over a real gateway: what is set there about who can reach it and who may call holds at once.
class ReachSettingsTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        ui::initResources();
        ui::setReducedMotion(true);
        ui::installTranslator(*qApp, QLocale(QLocale::English, QLocale::UnitedStates));
        m_directory = std::make_unique<QTemporaryDir>();
        m_theme = std::make_unique<ui::Theme>(*qApp, ui::Theme::Mode::Light);
        auto opened = gateway::Gateway::open(m_directory->path().toStdString());
        QVERIFY(opened.has_value());
        m_gateway = std::move(*opened);
        QVERIFY(m_gateway->listen({.address = "127.0.0.1", .port = 0}).has_value());
        m_window = std::make_unique<ui::MainWindow>(m_gateway->client(), nullptr, nullptr);
        m_window->resize(1400, 900);
        m_window->show();
        m_window->showPage(ui::pageIndex(u"settings"_s));
        QTRY_VERIFY_WITH_TIMEOUT(find<QComboBox>("reach") && find<QComboBox>("reach")->isEnabled(), kPatience);
    }
    void cleanup()
    {
        m_window.reset();
        if (m_gateway)
            m_gateway->stopListening(std::chrono::milliseconds(0));
        m_gateway.reset();
        m_theme.reset();
    }

    void itIsOpenedToTheNetworkAndClosedAgain()
    {
        auto *reach = find<QComboBox>("reach");
        const std::string home = m_gateway->addresses().front();
        choose(*reach, 1);
        QTRY_VERIFY_WITH_TIMEOUT(find<QPushButton>("reachOverTls")->isVisible(), kPatience);
        QCOMPARE(m_gateway->addresses().size(), std::size_t{1}); // nothing has happened yet
        find<QPushButton>("reachOverTls")->click();
        QTRY_COMPARE_WITH_TIMEOUT(reach->currentIndex(), 1, kPatience);
        QTRY_VERIFY_WITH_TIMEOUT(find<QLabel>("fingerprint")->text().contains(u':'), kPatience);
        QVERIFY(find<ui::Switch>("tls")->isOn());
        QCOMPARE(wished("address"), R"("0.0.0.0")");
        QCOMPARE(wished("tls"), "true");
        QCOMPARE(m_gateway->addresses().front(), home); // programs of this computer go on as before
        choose(*reach, 0);
        QTRY_COMPARE_WITH_TIMEOUT(wished("address"), std::string(R"("127.0.0.1")"), kPatience);
        QTRY_VERIFY_WITH_TIMEOUT(find<ui::Switch>("tls")->isEnabled(), kPatience);
        find<ui::Switch>("tls")->click();
        QTRY_VERIFY_WITH_TIMEOUT(!find<QLabel>("fingerprint")->isVisible(), kPatience);
        QCOMPARE(m_gateway->addresses().front(), home);
    }

    void whoMayCallIsKeptOrRefusedInWords()
    {
        auto *addresses = find<ui::ListField>("allowed_addresses");
        QTRY_VERIFY_WITH_TIMEOUT(addresses->area()->isEnabled(), kPatience);
        addresses->area()->setPlainText(u"192.168.1.5/24"_s);
        addresses->act()->click();
        QTRY_VERIFY_WITH_TIMEOUT(rowOf(addresses)->error().contains(u"write 192.168.1.0/24"_s), kPatience);
        addresses->area()->setPlainText(u"192.168.1.0/24\n2001:db8::/32"_s);
        addresses->act()->click();
        QTRY_COMPARE_WITH_TIMEOUT(setting("allowed_addresses"), std::string(R"(["192.168.1.0/24","2001:db8::/32"])"),
                                  kPatience);
        auto *patterns = find<ui::ListField>("body_patterns");
        patterns->area()->setPlainText(u"(unfinished"_s);
        patterns->act()->click();
        QTRY_VERIFY_WITH_TIMEOUT(rowOf(patterns)->error().startsWith(u"the pattern (unfinished is wrong"_s), kPatience);
        patterns->area()->setPlainText(u"\\d{16}"_s);
        patterns->act()->click();
        QTRY_COMPARE_WITH_TIMEOUT(setting("body_patterns"), std::string(R"(["\\d{16}"])"), kPatience);
    }

private:
    template <typename T>
    T *find(const char *name) const
    {
        return m_window->findChild<T *>(QString::fromLatin1(name));
    }
    static void choose(QComboBox &box, int index)
    {
        box.setCurrentIndex(index);
        Q_EMIT box.activated(index);
    }
    std::string wished(const char *name)
    {
        const auto status = m_gateway->call({.operation = "status.get"});
        return status ? base::dump(base::at(base::at(*status, "wished"), name)) : std::string();
    }
    std::string setting(const char *name)
    {
        const auto settings = m_gateway->call({.operation = "settings.get"});
        return settings ? base::dump(base::at(*settings, name)) : std::string();
    }
    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<ui::Theme> m_theme;
    std::unique_ptr<gateway::Gateway> m_gateway;
    std::unique_ptr<ui::MainWindow> m_window;
};

QTEST_MAIN(ReachSettingsTest)

#include "reach_settings_test.moc"
