#pragma once

#include "admin/admin_client.h"
#include "ui/pages/providers/pending_removals.h"
#include "ui/pages/providers/provider_sheets.h"
#include "ui/pages/providers/providers_feed.h"
#include "ui/pages/providers/providers_model.h"
#include "ui/widgets/page.h"

class QMenu;

namespace ui {

class Button;
class EmptyState;
class KeysCard;
class ProviderDetail;
class Sheet;
class TableView;
struct ProviderKeyRow;

/// The providers that answer calls: what there is, how it goes, and everything that can be done with it.
/// Thread: main. `client` must outlive it.
class ProvidersPage final : public Page {
    Q_OBJECT
public:
    explicit ProvidersPage(admin::AdminClient &client, QWidget *parent = nullptr);
    void refresh() override;
    /// The provider of that id.
    void showItem(const QString &item) override;

public Q_SLOTS:
    void addProvider();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void makeHeader();
    void makeList();
    void makeEmpty();
    void makeActs();
    void addAct(const char *name, const QString &text, const QString &icon, const QKeySequence &keys,
                void (ProvidersPage::*act)());
    void layOut();
    void wire(ProviderDetail &detail);
    void present();
    void showCurrent();
    void chooseAgain();
    void openCurrent();
    void openDrawer();
    void editProvider();
    void testCurrent();
    void testAll();
    void removeProvider();
    void switchCurrent();
    void moveUp() { move(-1); }
    void moveDown() { move(1); }
    void move(int direction);
    void openKey(const ProviderKeyRow *key);
    void addModels();
    void say(const QString &words);
    bool isNarrow() const;
    const ProviderRow *current() const;
    QStringList names() const;

    admin::AdminClient &m_client;
    ProvidersFeed m_feed;
    PendingRemovals m_removals;
    ProviderSheets m_sheets;
    ProvidersModel m_model;
    Card *m_card;
    TableView *m_table;
    KeysCard *m_keys;
    Card *m_detailCard;
    ProviderDetail *m_detail;
    Sheet *m_drawer = nullptr; ///< Holds the detail of narrow windows; made when first needed.
    ProviderDetail *m_drawerDetail = nullptr;
    EmptyState *m_empty;
    Button *m_testAll;
    QMenu *m_menu;
    QString m_selected{}; ///< Id of the provider in the detail.
    bool m_listed = false;
};

} // namespace ui
