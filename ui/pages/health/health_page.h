#pragma once

#include <vector>

#include "admin/admin_client.h"
#include "ui/pages/health/health_state.h"
#include "ui/widgets/page.h"

namespace ui {

class Button;
class EmptyState;
class HealthGrid;
class HealthSummary;
class Label;
class OutageList;
class PageScroll;
class ProbesCard;
class ProxiesCard;
class SectionHead;
class SegmentedControl;

/// How providers and their keys do now and did in the last thirty days, and when they were out of use. Checks them on
/// demand; what is edited is edited on other pages, but for the proxies that providers are called through.
/// Thread: main.
class HealthPage final : public Page {
    Q_OBJECT
public:
    explicit HealthPage(admin::AdminClient &client, QWidget *parent = nullptr);
    void refresh() override;
    /// The key of that id, or the provider that needs none.
    void showItem(const QString &item) override;

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void buildHeader();
    void buildBody();
    void ask();
    void take(const base::Json &answer);
    void present();
    void presentKeys(const QDateTime &now);
    void presentProxies();
    HealthSpan span() const;
    void checkAll();
    void openProvider(const QString &id);
    void openWanted();
    void openKey(const QString &id);

    admin::AdminClient &m_client;
    PageScroll *m_scroll;
    SegmentedControl *m_span;
    Button *m_check;
    EmptyState *m_none;
    HealthSummary *m_summary;
    SectionHead *m_providerHead;
    HealthGrid *m_providers;
    SectionHead *m_keyHead;
    HealthGrid *m_keys;
    ProbesCard *m_probes;
    ProxiesCard *m_proxies;
    OutageList *m_outages;
    std::vector<HealthProvider> m_rows{};
    QString m_wanted{}; ///< To be opened once it is here.
    bool m_answered = false;
    bool m_asking = false;
    bool m_checking = false;
    bool m_everyKey = false;
};

} // namespace ui
