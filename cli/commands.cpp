#include "cli/command.h"

namespace reeve::cli {

// Each is defined in the file of its name.
Command access_command();
Command campaign_answer_command();
Command campaign_ask_command();
Command campaign_cases_command();
Command campaign_close_command();
Command campaign_definitions_command();
Command campaign_delegate_command();
Command campaign_history_command();
Command campaign_link_command();
Command campaign_list_command();
Command campaign_open_command();
Command campaign_pass_command();
Command campaign_preview_command();
Command campaign_reassign_command();
Command campaign_refresh_command();
Command campaign_reopen_command();
Command campaign_status_command();
Command classify_command();
Command completion_command();
Command correlate_command();
Command decide_command();
Command demo_command();
Command entitlements_command();
Command evaluate_command();
Command explain_command();
Command findings_command();
Command help_command();
Command init_command();
Command policy_check_command();
Command policy_diff_command();
Command policy_list_command();
Command policy_new_command();
Command policy_test_command();
Command portal_link_command();
Command report_command();
Command revoke_apply_command();
Command revoke_approve_command();
Command revoke_plan_command();
Command revoke_undo_command();
Command serve_command();
Command source_check_command();
Command source_list_command();
Command source_rejects_command();
Command sync_command();
Command tickets_list_command();
Command tickets_pull_command();
Command tickets_push_command();
Command tickets_settle_command();
Command verify_command();
Command waiver_add_command();
Command waiver_list_command();
Command waiver_revoke_command();
Command who_can_command();

std::span<const Command> commands() {
  static const std::vector<Command> kCommands{
      // set up
      demo_command(),
      init_command(),
      source_list_command(),
      source_check_command(),
      source_rejects_command(),
      policy_list_command(),
      policy_check_command(),
      policy_test_command(),
      policy_new_command(),
      policy_diff_command(),
      completion_command(),
      // look
      sync_command(),
      correlate_command(),
      classify_command(),
      evaluate_command(),
      findings_command(),
      who_can_command(),
      access_command(),
      entitlements_command(),
      explain_command(),
      // review
      campaign_definitions_command(),
      campaign_preview_command(),
      campaign_open_command(),
      campaign_list_command(),
      campaign_status_command(),
      campaign_cases_command(),
      campaign_history_command(),
      campaign_link_command(),
      campaign_reassign_command(),
      campaign_delegate_command(),
      campaign_pass_command(),
      campaign_ask_command(),
      campaign_answer_command(),
      campaign_refresh_command(),
      campaign_close_command(),
      campaign_reopen_command(),
      decide_command(),
      waiver_add_command(),
      waiver_list_command(),
      waiver_revoke_command(),
      // remove
      tickets_list_command(),
      tickets_push_command(),
      tickets_pull_command(),
      tickets_settle_command(),
      revoke_plan_command(),
      revoke_approve_command(),
      revoke_apply_command(),
      revoke_undo_command(),
      verify_command(),
      // show
      report_command(),
      serve_command(),
      portal_link_command(),
      // not listed
      help_command(),
  };
  return kCommands;
}

}  // namespace reeve::cli
