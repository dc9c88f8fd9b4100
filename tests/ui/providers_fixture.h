#pragma once

#include <memory>

#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTableView>
#include <QTest>

#include "ui/providers_fake.h"
#include "ui/shell/main_window.h"
#include "ui/shell/page_list.h"
#include "ui/theme/motion.h"
#include "ui/theme/theme.h"
#include "ui/translator.h"
#include "ui/ui_resources.h"
#include "ui/widgets/form_field.h"

/// A window on its Providers page over a fake gateway, and what tests ask it again and again.
class ProvidersFixture : public QObject {
public:
    static QString named(const char *name) { return QString::fromLatin1(name); }

protected:
    void begin()
    {
        ui::initResources();
        ui::setReducedMotion(true);
        ui::installTranslator(*qApp, QLocale(QLocale::English, QLocale::UnitedStates));
        m_theme = std::make_unique<ui::Theme>(*qApp, ui::Theme::Mode::Light);
    }
    void openWindow()
    {
        m_client = std::make_unique<FakeAdminClient>();
        m_fake = std::make_unique<FakeProviders>();
        m_fake->serve(*m_client);
        m_window = std::make_unique<ui::MainWindow>(*m_client);
        m_window->resize(1440, 900);
        m_window->show();
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        m_window->showPage(ui::pageIndex(u"providers"));
        m_page = m_window->findChild<QWidget *>(named("providersPage"));
    }

    template <typename Widget>
    Widget *find(const char *name) const
    {
        return m_window->findChild<Widget *>(named(name));
    }
    QTableView *table() const { return find<QTableView>("providersTable"); }
    QString cell(int row, int column) const { return table()->model()->index(row, column).data().toString(); }
    QString label(const char *name) const
    {
        const auto *found = find<QLabel>(name);
        return found ? found->text() : QString();
    }
    bool called(const std::string &operation) const { return m_client->last(operation) != nullptr; }
    admin::AdminCall lastCall(const std::string &operation) const
    {
        const admin::AdminCall *call = m_client->last(operation);
        return call ? *call : admin::AdminCall{.body = base::Json::object()};
    }
    void openAdd()
    {
        QTRY_COMPARE(table()->model()->rowCount(), 3);
        find<QPushButton>("addProvider")->click();
    }
    void openConnection()
    {
        openAdd();
        auto *search = find<QLineEdit>("presetSearch");
        QTest::keyClicks(search, QStringLiteral("OpenAI"));
        QTest::keyClick(search, Qt::Key_Return);
        QTest::keyClicks(find<QLineEdit>("keySecret"), QStringLiteral("sk-1"));
    }
    void removeFirst()
    {
        table()->setFocus();
        table()->selectRow(0);
        QTest::keyClick(table(), Qt::Key_Delete);
    }
    QStringList wrongFields() const
    {
        QStringList out;
        for (const auto *field : m_window->findChildren<ui::FormField *>())
            if (field->hasError())
                out += field->param();
        return out;
    }

    std::unique_ptr<ui::Theme> m_theme;
    std::unique_ptr<FakeAdminClient> m_client;
    std::unique_ptr<FakeProviders> m_fake;
    std::unique_ptr<ui::MainWindow> m_window;
    QWidget *m_page = nullptr;
};
