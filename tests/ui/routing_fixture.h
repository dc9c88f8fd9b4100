#pragma once

#include <memory>

#include <QAction>
#include <QApplication>
#include <QTableView>
#include <QTest>

#include "ui/pages/routing/routing_page.h"
#include "ui/part.h"
#include "ui/routing_fake.h"
#include "ui/theme/theme.h"
#include "ui/translator.h"
#include "ui/ui_resources.h"
#include "ui/widgets/toast.h"

/// The Routing page over a gateway with three rules and one alias, and what tests ask it again and again.
class RoutingFixture : public QObject {
public:
    static QString text(const base::Json &value) { return QString::fromStdString(value.dump()); }
    static base::Json parsed(const QString &json)
    {
        auto out = base::parseJson(json.toStdString());
        return out ? *out : base::Json();
    }

protected:
    void begin()
    {
        ui::initResources();
        ui::installTranslator(*qApp, QLocale(QLocale::English, QLocale::UnitedStates));
        m_theme = std::make_unique<ui::Theme>(*qApp, ui::Theme::Mode::Light);
    }
    void end()
    {
        m_page.reset();
        m_theme.reset();
    }
    void startGateway()
    {
        m_page.reset();
        m_client = std::make_unique<FakeAdminClient>();
        m_fake = std::make_unique<FakeRouting>();
        m_fake->serve(*m_client);
    }
    /// Shows the page with all that it asks for at first.
    QTableView *openPage()
    {
        m_page = std::make_unique<ui::RoutingPage>(*m_client);
        m_page->resize(1200, 900);
        ui::Toast::of(*m_page); // a window has one
        m_page->show();
        m_client->settle();
        return part<QTableView>(*m_page, "rulesTable");
    }
    void act(const char *name)
    {
        auto *action = part<QAction>(*m_page, name);
        QVERIFY(action);
        action->trigger();
    }

    std::unique_ptr<ui::Theme> m_theme{};
    std::unique_ptr<FakeAdminClient> m_client{};
    std::unique_ptr<FakeRouting> m_fake{};
    std::unique_ptr<ui::RoutingPage> m_page{};
};
